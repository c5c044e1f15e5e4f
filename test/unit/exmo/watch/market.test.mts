import { closesAt, maxLengthMs } from '../../../../exmo/market/candles.ts';
import { closedCandles } from '../../../../exmo/watch/candles.ts';
import { listingChanges, NoPairsListed } from '../../../../exmo/watch/listings.ts';
import { newPublicTrades } from '../../../../exmo/watch/publicTrades.ts';
import { NOTHING_SEEN } from '../../../../exmo/watch/seenIds.ts';

const at = (text: string) => Date.parse(`${text}Z`);

describe('candles', () => {
	test.each([
		['1', '2026-11-22T10:00', '2026-11-22T10:01'],
		['240', '2026-11-22T08:00', '2026-11-22T12:00'],
		['D', '2026-11-22T00:00', '2026-11-23T00:00'],
		['W', '2026-11-16T00:00', '2026-11-23T00:00'],
		['M', '2026-02-01T00:00', '2026-03-01T00:00'],
		['M', '2024-12-01T00:00', '2025-01-01T00:00'],
	])('%s: one that opens %s closes %s', (resolution, open, close) => {
		expect(closesAt(resolution, at(open))).toBe(at(close));
		expect(maxLengthMs(resolution)).toBeGreaterThanOrEqual(at(close) - at(open));
	});

	test('over by the clock, once it had time to settle; or followed by another', () => {
		const opens = [at('2026-11-22T10:01'), at('2026-11-22T10:00')];
		const [second, first] = opens;
		expect(closedCandles('1', opens, at('2026-11-22T10:01:01'))).toEqual([first]);
		expect(closedCandles('1', opens, at('2026-11-22T10:02:04'))).toEqual([first]);
		expect(closedCandles('1', opens, at('2026-11-22T10:02:05'))).toEqual([first, second]);
		expect(closedCandles('1', [], at('2026-11-22T10:02:05'))).toEqual([]);
	});
});

describe('listings', () => {
	test('what came and what went', () => {
		expect(listingChanges(['A_USD', 'B_USD'], ['B_USD', 'C_USD'])).toEqual([
			{ pair: 'A_USD', change: 'delisted' },
			{ pair: 'C_USD', change: 'listed' },
		]);
		expect(listingChanges(['A_USD'], ['A_USD'])).toEqual([]);
	});

	test('an empty list proves nothing', () => {
		expect(() => listingChanges(['A_USD'], [])).toThrow(NoPairsListed);
	});
});

describe('public trades', () => {
	const rows = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, index) => ({ trade_id: to - index }));

	test('the new ones, oldest first', () => {
		const first = newPublicTrades(rows(1, 100), undefined);
		expect(first.rows).toEqual([]);
		const second = newPublicTrades(rows(4, 103), first.seen);
		expect(second.rows.map(({ trade_id }) => trade_id)).toEqual([101, 102, 103]);
		expect(second.mayBeIncomplete).toBe(false);
		expect(newPublicTrades(rows(4, 103), second.seen).rows).toEqual([]);
	});

	test('a list that does not reach back to what was seen may have left something out', () => {
		const { seen } = newPublicTrades(rows(1, 100), undefined);
		expect(newPublicTrades(rows(101, 200), seen).mayBeIncomplete).toBe(true);
		expect(newPublicTrades(rows(100, 199), seen).mayBeIncomplete).toBe(false);
	});

	test('the first trades of a new pair have nothing before them', () => {
		const { rows: found, mayBeIncomplete } = newPublicTrades(rows(1, 2), NOTHING_SEEN);
		expect([found.length, mayBeIncomplete]).toEqual([2, false]);
	});
});
