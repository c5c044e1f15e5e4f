import { MARKET_BEGAN_MS, type Market, type PairRules } from './market.mts';

export interface Candle {
	openMs: number;
	open: number;
	close: number;
	high: number;
	low: number;
	volume: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** 5 January 1970, a Monday: weeks are counted from it. Which day EXMO's begin on is not known. */
const FIRST_MONDAY = 4 * DAY;
/** Prices looked at inside one candle, for its high and low. */
const LOOKS = 8;

const MINUTES = ['1', '5', '15', '30', '45', '60', '120', '180', '240'];
export const RESOLUTIONS: readonly string[] = [...MINUTES, 'D', 'W', 'M'];

/** The first candle border after `ms`. */
function nextOpen(resolution: string, ms: number): number {
	if (resolution === 'M') {
		const date = new Date(ms);
		return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
	}
	const offset = resolution === 'W' ? FIRST_MONDAY : 0;
	const length = lengthMs(resolution);
	return (Math.floor((ms - offset) / length) + 1) * length + offset;
}

function lengthMs(resolution: string): number {
	if (resolution === 'D') return DAY;
	if (resolution === 'W') return 7 * DAY;
	return Number(resolution) * MINUTE;
}

/**
 * When the candles open that lie after `fromMs` and not after `toMs`: the one exactly at `fromMs`
 * is left out (exmo-api/REST.md 2.8). Stops once more than `max` were found.
 */
export function candleOpens(
	resolution: string,
	fromMs: number,
	toMs: number,
	max: number,
): number[] {
	const opens: number[] = [];
	let open = nextOpen(resolution, fromMs);
	while (open <= toMs && opens.length <= max) {
		opens.push(open);
		open = nextOpen(resolution, open);
	}
	return opens;
}

/** The candle that opens at `openMs`; one that is not over yet ends at `nowMs`. */
export function candleAt(
	market: Market,
	pair: PairRules,
	resolution: string,
	openMs: number,
	nowMs: number,
): Candle {
	const end = nextOpen(resolution, openMs);
	const until = Math.min(end, nowMs);
	const open = market.price(pair, openMs);
	const close = market.price(pair, until);
	let high = Math.max(open, close);
	let low = Math.min(open, close);
	for (let look = 1; look < LOOKS; look++) {
		const at = openMs + ((end - openMs) * look) / LOOKS;
		if (at >= until) break;
		const price = market.price(pair, at);
		high = Math.max(high, price);
		low = Math.min(low, price);
	}
	return { openMs, open, close, high, low, volume: market.volume(pair, openMs, until) };
}

/** The part of a range that the market has candles for, or nothing. */
export function withinHistory(
	fromMs: number,
	toMs: number,
	nowMs: number,
): { fromMs: number; toMs: number } | undefined {
	const from = Math.max(fromMs, MARKET_BEGAN_MS - 1);
	const to = Math.min(toMs, nowMs);
	return from < to ? { fromMs: from, toMs: to } : undefined;
}
