/** Pairs and currencies as EXMO lists them, and their part of an answer. */
import { codeAmong, typedCode } from '../../../exmo/market/codes';
import type { ByName, Row } from '../../../exmo/api/rows';
import { ExmoError } from '../../../exmo/errors/errors';
import { currencyCodes, orderBooks, tickers } from '../../../exmo/market/lists';
import type { ListedPair } from '../../../exmo/market/pairs';
import type { ExmoClient } from './client';
import { didYouMean } from '../errors/didYouMean';
import { InvalidInput } from '../errors/nodeErrors';

/** The pair in the list, whatever the case it was typed in. @throws InvalidInput when it is not listed */
export async function listedPair(client: ExmoClient, asked: string): Promise<ListedPair> {
	const pairs = await client.pairs();
	const listed = pairs.get(codeAmong(pairs.keys(), asked) ?? '');
	if (listed) return listed;
	throw new InvalidInput(
		`The pair ${asked} is not listed at ${new URL(client.url).host}. ${didYouMean(asked, pairs.keys())}Market: Get Many Pairs shows what is.`,
	);
}

/**
 * The pair as EXMO spells it. One in capitals, as nearly all are, is taken as it is; only for others
 * the list is asked for. What is not listed comes back as it was typed.
 */
export async function spelledPair(client: ExmoClient, asked: string): Promise<string> {
	if (asked === asked.toUpperCase()) return asked;
	return codeAmong((await client.pairs()).keys(), asked) ?? asked;
}

/** The currency as EXMO spells it; one that it does not list (any more) as it was typed. */
export async function spelledCurrency(client: ExmoClient, asked: string): Promise<string> {
	const code = typedCode(asked.trim());
	return codeAmong(await currencyCodes(client.call), code) ?? code;
}

/**
 * The part of an answer by pair that belongs to the pair; undefined when EXMO left it out although the
 * pair is listed, as it does with trades of one that has none (exmo-api/REST.md 2.1, 3.7).
 * @throws InvalidInput when it is not listed
 */
export async function partOf<T>(
	client: ExmoClient,
	parts: ByName<T>,
	pair: string,
): Promise<T | undefined> {
	const name = codeAmong(Object.keys(parts), pair);
	if (name !== undefined) return parts[name];
	await listedPair(client, pair);
	return undefined;
}

/** The same where a listed pair cannot be missing. @throws ExmoError (notFound) when it is all the same */
async function wholePartOf<T>(
	client: ExmoClient,
	parts: ByName<T>,
	pair: string,
	what: string,
): Promise<T> {
	const part = await partOf(client, parts, pair);
	if (part !== undefined) return part;
	throw new ExmoError({
		title: `EXMO shows no ${what} of ${pair} at the moment`,
		advice: 'The pair is listed, but EXMO left it out of its answer. Try again later.',
		kind: 'notFound',
		effect: 'none',
	});
}

/** The pair's row of `ticker`. @throws InvalidInput | ExmoError (notFound) */
export const tickerOf = async (client: ExmoClient, pair: string): Promise<Row> =>
	await wholePartOf(client, await tickers(client.call), pair, 'ticker');

/** The pair's part of `order_book`. @throws InvalidInput | ExmoError (notFound) */
export const bookOf = async (client: ExmoClient, pair: string, levels: number): Promise<Row> =>
	await wholePartOf(client, await orderBooks(client.call, pair, levels), pair, 'order book');
