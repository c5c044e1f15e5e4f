/** What several events read: fields with a meaning of their own, and which pairs are meant. */
import { isPositive, isZero, parseDecimal, ZERO, type Decimal } from '../../exmo/decimal';
import { ENDPOINTS } from '../../exmo/endpoints';
import { InvalidInput } from '../shared/nodeErrors';
import type { TriggerParameters } from '../shared/parameters';
import { listedPair, spelledPair, wholePartOf } from '../shared/pairs';
import type { Row } from '../shared/rows';
import type { Watch } from './event';

/** A decimal of zero or more; an empty field is zero. @throws InvalidInput | NotADecimal */
export function decimalFrom(parameters: TriggerParameters, name: string, label: string): Decimal {
	const text = parameters.text(name);
	const value = text === '' ? ZERO : parseDecimal(text);
	if (isZero(value) || isPositive(value)) return value;
	throw new InvalidInput(`${label} is negative; it has to be 0 or above.`);
}

/**
 * The pairs that are meant: those that were named, or all that are listed now. Named ones are checked
 * at the first look only: a pair that is delisted later must not stop the others.
 * @throws InvalidInput
 */
export async function pairsOf(
	{ client, parameters }: Watch,
	isFirstLook: boolean,
): Promise<string[]> {
	const named = parameters.pairs();
	if (named.length > 0 && !isFirstLook) {
		return await Promise.all(named.map(async (pair) => await spelledPair(client, pair)));
	}
	if (named.length === 0) return [...(await client.pairs()).keys()];
	return await Promise.all(named.map(async (asked) => (await listedPair(client, asked)).pair));
}

/** The pair's row of `ticker`. @throws InvalidInput when it is not listed */
export async function tickerOf({ client }: Watch, pair: string): Promise<Row> {
	return await wholePartOf<Row>(client, await client.call(ENDPOINTS.ticker), pair, 'ticker');
}
