import {
	candlesBetween,
	isTraded,
	maxLengthMs,
	replySpanMs,
	RESOLUTIONS,
	minLengthMs,
} from '../../../../exmo/market/candles.ts';
import type { Params } from '../../../../exmo/api/signing.ts';
import { fakeCall } from '../../fakeCall.mts';

test('both ends are inclusive, although EXMO leaves out a candle that opens exactly at "from"', async () => {
	const asked: Array<Params | undefined> = [];
	const rows = [{ t: 1_760_000_400_000, o: 1, h: 1, l: 1, c: 1, v: 1 }];
	const call = fakeCall((_endpoint, params) => {
		asked.push(params);
		return { candles: rows };
	});
	expect(await candlesBetween(call, 'BTC_USD', '5', 1_760_000_400, 1_760_000_700)).toEqual(rows);
	expect(asked).toEqual([
		{ symbol: 'BTC_USD', resolution: '5', from: 1_760_000_399, to: 1_760_000_700 },
	]);
});

test('a range without candles has none', async () => {
	const call = fakeCall(() => ({ s: 'no_data' }));
	expect(await candlesBetween(call, 'BTC_USD', 'D', 0, 1)).toEqual([]);
});

test.each(RESOLUTIONS)(
	'%s: a reply holds all candles of its span, the shortest ones too',
	(one) => {
		expect(minLengthMs(one)).toBeLessThanOrEqual(maxLengthMs(one));
		// Both ends are inclusive, and EXMO's largest reply has 3000 (exmo-api/REST.md 2.8)
		expect(replySpanMs(one) / minLengthMs(one) + 1).toBeLessThanOrEqual(3000);
	},
);

test('nothing was traded where every price is zero, whatever its form', () => {
	const none = { o: 0, h: '0', l: '0.0', c: '' };
	expect(isTraded(none)).toBe(false);
	expect(isTraded({ ...none, c: '0.00000001' })).toBe(true);
});
