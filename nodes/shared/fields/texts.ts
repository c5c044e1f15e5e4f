/** Texts out of fields, as EXMO wants them. */
import { typedCode } from '../../../exmo/market/codes';
import { InvalidInput } from '../errors/nodeErrors';

/**
 * The text of a field. Only texts and numbers that can be written exactly are one: an ID above 2^53 that
 * an expression gives as a number has already lost digits.
 * @throws InvalidInput for a list, an object and the like; "" for nothing
 */
export function fieldText(label: string, value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'bigint') return String(value);
	const isExact =
		typeof value === 'number' &&
		Number.isFinite(value) &&
		(!Number.isInteger(value) || Number.isSafeInteger(value)) &&
		!String(value).includes('e');
	if (isExact) return String(value);
	const kind = Array.isArray(value) ? 'list' : typeof value;
	throw new InvalidInput(
		kind === 'number'
			? `${label} holds a number that cannot be written exactly. Give it as text.`
			: `${label} holds ${kind === 'object' ? 'an' : 'a'} ${kind}, not a text.`,
	);
}

export const isCode = (text: string): boolean => /^[A-Za-z0-9]+$/.test(text);

/** "btc/usd", "BTC-USD" and "btc_usd" all mean BTC_USD; codes in mixed case stay as they are. @throws InvalidInput when it is not two currencies */
export function toPair(text: string): string {
	const codes = text.trim().split(/[-/_ ]+/);
	const pair = codes.map(typedCode).join('_');
	if (codes.length === 2 && codes.every(isCode)) return pair;
	throw new InvalidInput(`"${pair}" is not a pair. Write base and quote like BTC_USD.`);
}

/** One of the values that the editor offers; an expression may bring any. @throws InvalidInput */
export function choice<T extends string>(label: string, value: string, choices: readonly T[]): T {
	const found = choices.find((known) => known.toLowerCase() === value.toLowerCase());
	if (found) return found;
	throw new InvalidInput(`${label} "${value}" is not one of ${choices.join(', ')}.`);
}
