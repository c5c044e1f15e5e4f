/** What several events read: which pairs are meant, and the ticker. */
import { ENDPOINTS } from '../../exmo/endpoints';
import { notListed, ofPair, type Row } from '../shared/rows';
import type { Watch } from './event';

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
	if (named.length > 0 && !isFirstLook) return named;
	const listed = await client.pairs();
	const unknown = named.find((pair) => !listed.has(pair));
	if (unknown !== undefined) throw notListed(unknown, client.url, listed.keys());
	return named.length > 0 ? named : [...listed.keys()];
}

/** The pair's row of `ticker`. @throws InvalidInput when it is not listed */
export async function tickerOf({ client }: Watch, pair: string): Promise<Row> {
	return ofPair<Row>(await client.call(ENDPOINTS.ticker), pair, client.url);
}
