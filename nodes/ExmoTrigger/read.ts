/** What several events read: fields with a meaning of their own, and which pairs are meant. */
import { isPositive, isZero, parseDecimal, ZERO, type Decimal } from '../../exmo/decimal';
import { ENDPOINTS } from '../../exmo/endpoints';
import { InvalidInput } from '../shared/nodeErrors';
import type { TriggerParameters } from '../shared/parameters';
import { notListed, ofPair, type Row } from '../shared/rows';
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
	if (named.length > 0 && !isFirstLook) return named;
	const listed = await client.pairs();
	const unknown = named.find((pair) => !listed.has(pair));
	if (unknown !== undefined) throw notListed(unknown, client.url);
	return named.length > 0 ? named : [...listed.keys()];
}

/** The pair's row of `ticker`. @throws InvalidInput when it is not listed */
export async function tickerOf({ client }: Watch, pair: string): Promise<Row> {
	return ofPair<Row>(await client.call(ENDPOINTS.ticker), pair, client.url);
}
