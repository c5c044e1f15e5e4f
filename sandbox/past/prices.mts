import { money, type Money } from '../exchange/money.mts';
import type { Noise } from '../market/noise.mts';
import { CURRENCIES } from './currencies.mts';

const QUARTER_MS = 90 * 86_400_000;

/** What one of a currency was worth in USD at a moment: money of states stands still, coins do not. */
export function usdAt(noise: Noise, currency: string, atMs: number): number {
	const { usd, kind } = CURRENCIES[currency];
	return kind === 'coin' ? usd * 2 ** noise.smooth(`worth of ${currency}`, atMs / QUARTER_MS) : usd;
}

/** A positive number as an exact decimal with about so many digits that matter, at most 8 after the point. */
export function rounded(value: number, digits: number): Money {
	const decimals = Math.min(8, Math.max(0, digits - 1 - Math.floor(Math.log10(value))));
	return money(value.toFixed(decimals));
}
