/** The one reader of the amounts that EXMO sends: prices, quantities, balances, fees. */
import { formatDecimal, parseDecimal, type Decimal } from './decimal';
import { ExmoError } from '../errors/errors';
import { withoutGiftCodes } from '../errors/secrets';

function readAmount(value: unknown): Decimal | undefined {
	const isReadable = ['string', 'number', 'undefined'].includes(typeof value) || value === null;
	try {
		return isReadable ? parseDecimal(String(value ?? '') || '0') : undefined;
	} catch {
		return undefined; // NotADecimal would be a fault of the user's input
	}
}

/**
 * "", null and a missing field are zero (exmo-api/REST.md 13.11); a string or a number is read exactly.
 * @throws ExmoError (network) for anything else: a row with such an amount cannot be trusted
 */
export function amountOf(value: unknown): Decimal {
	const amount = readAmount(value);
	if (amount) return amount;
	throw new ExmoError({
		title: `EXMO sent ${excerpt(value)} where an amount belongs`,
		advice: 'The row cannot be read. EXMO may have changed something, or has trouble.',
		kind: 'network',
		effect: 'none',
	});
}

/** Whether `amountOf` can read it. */
export const isAmount = (value: unknown): boolean => readAmount(value) !== undefined;

/** The amount as text, "0" for an empty one. @throws ExmoError as `amountOf` does */
export const amountText = (value: unknown): string => formatDecimal(amountOf(value));

/** A value that EXMO sent, short enough for an error, and without gift codes. */
export function excerpt(value: unknown): string {
	let text: string = typeof value;
	try {
		text = JSON.stringify(value) ?? text;
	} catch {
		// It has no text: its type has to do
	}
	return withoutGiftCodes(text).slice(0, 40);
}
