/** Which candles are closed. */
import { closesAt } from '../market/candles';

/** How long after its end a candle may still change: our choice, EXMO says nothing about it. */
const SETTLING_MS = 5000;

/**
 * The open times (ms) of those candles that are closed, lowest first: over by EXMO's clock, or
 * followed by another one.
 */
export function closedCandles(
	resolution: string,
	openTimes: readonly number[],
	nowMs: number,
): number[] {
	const sorted = [...openTimes].sort((a, b) => a - b);
	return sorted.filter(
		(open, index) => index < sorted.length - 1 || closesAt(resolution, open) + SETTLING_MS <= nowMs,
	);
}
