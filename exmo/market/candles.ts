/** Candles (exmo-api/REST.md 2.8): their resolutions, their times, and the one reader of them. */
import type { Call } from '../api/call';
import { ENDPOINTS } from '../api/endpoints';
import { rowsIn, type Row } from '../api/rows';
import { amountOf } from '../money/amounts';
import { isZero } from '../money/decimal';

/** As EXMO names them: a number of minutes, a day, a week, a month. */
export const RESOLUTIONS = [
	...(['1', '5', '15', '30', '45', '60', '120', '180', '240'] as const),
	...(['D', 'W', 'M'] as const),
] as const;

export type Resolution = (typeof RESOLUTIONS)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** At most this many candles in one reply. */
const MAX_CANDLES = 3000;

/** When a candle that opens at `openMs` closes; a month is one of the UTC calendar. */
export function closesAt(resolution: string, openMs: number): number {
	if (resolution === 'M') {
		const open = new Date(openMs);
		return Date.UTC(open.getUTCFullYear(), open.getUTCMonth() + 1, open.getUTCDate());
	}
	if (resolution === 'D') return openMs + DAY_MS;
	if (resolution === 'W') return openMs + 7 * DAY_MS;
	return openMs + Number(resolution) * MINUTE_MS;
}

/** The most that a candle can last, in milliseconds. */
export const maxLengthMs = (resolution: string): number =>
	resolution === 'M' ? 31 * DAY_MS : closesAt(resolution, 0);

/** The least that a candle can last, in milliseconds. */
export const minLengthMs = (resolution: string): number =>
	resolution === 'M' ? 28 * DAY_MS : closesAt(resolution, 0);

/** So long a time, in milliseconds, never has more candles than one reply holds. */
export const replySpanMs = (resolution: string): number =>
	(MAX_CANDLES - 1) * minLengthMs(resolution);

/** Rows in which nothing was traded come with zero prices. */
export const isTraded = (row: Row): boolean =>
	[row.o, row.h, row.l, row.c].some((price) => !isZero(amountOf(price)));

/**
 * The candles that open from `from` to `to`, both inclusive, in unix seconds; no more than one reply
 * holds. Those without a trade may be among them.
 */
export async function candlesBetween(
	call: Call,
	pair: string,
	resolution: string,
	from: number,
	to: number,
): Promise<Row[]> {
	const { candles } = await call(ENDPOINTS.candlesHistory, {
		...{ symbol: pair, resolution },
		from: from - 1, // EXMO leaves out a candle that opens exactly there
		to,
	});
	return rowsIn(candles);
}
