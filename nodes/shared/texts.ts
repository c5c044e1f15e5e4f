/** Texts out of fields, as EXMO wants them. */
import { InvalidInput } from './nodeErrors';

/** "btc/usd", "BTC-USD" and "btc_usd" all mean BTC_USD. @throws InvalidInput when it is not two currencies */
export function toPair(text: string): string {
	const pair = text
		.trim()
		.toUpperCase()
		.replace(/[-/ ]+/g, '_');
	if (/^[A-Z0-9]+_[A-Z0-9]+$/.test(pair)) return pair;
	throw new InvalidInput(`"${pair}" is not a pair. Write base and quote like BTC_USD.`);
}

/** One of the values that the editor offers; an expression may bring any. @throws InvalidInput */
export function choice<T extends string>(label: string, value: string, choices: readonly T[]): T {
	const found = choices.find((known) => known.toLowerCase() === value.toLowerCase());
	if (found) return found;
	throw new InvalidInput(`${label} "${value}" is not one of ${choices.join(', ')}.`);
}
