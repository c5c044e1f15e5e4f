/** The one reader of the amounts that EXMO sends: prices, quantities, balances, fees. */
import { parseDecimal, type Decimal } from './decimal';
import { ExmoError } from '../errors/errors';
import { withoutGiftCodes } from '../errors/secrets';

/**
 * "", null and a missing field are zero (exmo-api/REST.md 13.11); a string or a number is read exactly.
 * @throws ExmoError (network) for anything else: a row with such an amount cannot be trusted
 */
export function amountOf(value: unknown): Decimal {
	const isReadable = ['string', 'number', 'undefined'].includes(typeof value) || value === null;
	try {
		if (isReadable) return parseDecimal(String(value ?? '') || '0');
	} catch {
		// Told below, as a fault of the answer: NotADecimal would be one of the user's input
	}
	throw new ExmoError({
		title: `EXMO sent ${excerpt(value)} where an amount belongs`,
		advice: 'The row cannot be read. EXMO may have changed something, or has trouble.',
		kind: 'network',
		effect: 'none',
	});
}

/** Whether `amountOf` can read it. */
export function isAmount(value: unknown): boolean {
	try {
		amountOf(value);
		return true;
	} catch {
		return false;
	}
}

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
