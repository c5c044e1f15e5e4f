/** Which candles are closed. */

/** Resolutions that are no number of minutes (exmo-api/REST.md 2.8). */
const DAY_MS = 86_400_000;

/** When a candle that opens at `openMs` closes; a month is one of the UTC calendar. */
export function closesAt(resolution: string, openMs: number): number {
	if (resolution === 'M') {
		const open = new Date(openMs);
		return Date.UTC(open.getUTCFullYear(), open.getUTCMonth() + 1, open.getUTCDate());
	}
	if (resolution === 'D') return openMs + DAY_MS;
	if (resolution === 'W') return openMs + 7 * DAY_MS;
	return openMs + Number(resolution) * 60_000;
}

/** The most that a candle can last, in milliseconds. */
export const longestMs = (resolution: string): number =>
	resolution === 'M' ? 31 * DAY_MS : closesAt(resolution, 0);

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
