/** EXMO's rows as items: ids and decimals as strings, times as ISO beside EXMO's own. */
import type { Row } from '../../../exmo/api/rows';
import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../exmo/money/amounts';
import { formatDecimal, parseDecimal } from '../../../exmo/money/decimal';
import { nearestPairs } from '../../../exmo/market/nearestPairs';
import { InvalidInput } from '../errors/nodeErrors';

/** EXMO's row as it is, for Simplify switched off. */
export const rawItem = (row: Row): IDataObject => ({ ...row }) as IDataObject;

/** A reply that maps names to something; EXMO sends `[]` as well as `{}` for "nothing" (exmo-api/REST.md 13.1). */
export const entriesOf = <T>(reply: unknown): Array<[string, T]> =>
	Object.entries((reply ?? {}) as Record<string, T>);

/** A list, or whatever stands for an empty one. */
export const listOf = (reply: unknown): Row[] => (Array.isArray(reply) ? (reply as Row[]) : []);

const NUMBER = /^-?\d*\.?\d+(?:[eE][+-]?\d{1,2})?$/;

/** Plain decimal notation, whether EXMO sent a string or a number; anything else stays as it is. */
export function decimalText(value: unknown): string {
	const text = typeof value === 'object' && value ? JSON.stringify(value) : String(value ?? '');
	return NUMBER.test(text) ? formatDecimal(parseDecimal(text)) : text;
}

/** An amount of which "" means zero: "0" (exmo-api/REST.md 13.11). */
export const amountText = (value: unknown): string => formatDecimal(amountOf(value));

/** A number that says "unused" with 0 (REST.md 13.12): "" then. */
export function usedDecimal(value: unknown): string {
	const text = decimalText(value);
	return text === '0' ? '' : text;
}

/** A time or a count as EXMO has it; 0 where there is none. */
export const numberOf = (value: unknown): number =>
	/^\d+$/.test(String(value)) ? Number(value) : 0;

/** An id as a string; "" where EXMO says "none" with 0 (REST.md 13.12). */
export function idText(value: unknown): string {
	const text = String(value ?? '');
	return text === '0' ? '' : text;
}

/** "Did you mean ETH_USD? ", or nothing. */
export function didYouMean(pair: string, listed: Iterable<string>): string {
	const meant = nearestPairs(pair, listed);
	return meant.length > 0 ? `Did you mean ${meant.join(', ').replace(/, (?!.*,)/, ' or ')}? ` : '';
}

/** @param listed the pairs that are, where they are known */
export const notListed = (
	pair: string,
	exchangeUrl: string,
	listed: Iterable<string> = [],
): InvalidInput =>
	new InvalidInput(
		`The pair ${pair} is not listed at ${new URL(exchangeUrl).host}. ${didYouMean(pair, listed)}Market: Get Many Pairs shows what is.`,
	);
