import { formatDecimal } from '../../../../exmo/money/decimal.ts';
import {
	marginOrderEvents,
	openMarginOrders,
	readMarginPair,
	secondsOfNanoseconds,
} from '../../../../exmo/account/margin.ts';
import { ENDPOINTS } from '../../../../exmo/api/endpoints.ts';
import { checkForm } from '../../../../exmo/api/forms.ts';
import { fakeCall } from '../../fakeCall.mts';

test.each([
	['1760000300412000107', 1760000300],
	['', 0],
	[undefined, 0],
	['soon', 0],
])('%s nanoseconds are %s seconds', (nanoseconds, seconds) => {
	expect(secondsOfNanoseconds(nanoseconds)).toBe(seconds);
});

test('a pair is read from texts and from numbers', () => {
	const row = {
		...{ name: 'BTC_USDT', buy_price: '29950', sell_price: '30050', max_leverage: '4' },
		...{ min_order_quantity: '0.00005', max_order_quantity: '40', trade_taker_fee: '0.1' },
	};
	for (const precision of ['2', 2]) {
		const pair = readMarginPair({ ...row, max_price_precision: precision });
		expect(pair).toMatchObject({ pair: 'BTC_USDT', base: 'BTC', quote: 'USDT', pricePrecision: 2 });
		expect([pair.bid, pair.ask, pair.quantity.min].map(formatDecimal)).toEqual([
			'29950',
			'30050',
			'0.00005',
		]);
	}
});

test('lists that are none are empty', async () => {
	for (const reply of [{}, [], { orders: {}, items: null }]) {
		const call = fakeCall(() => reply);
		expect(await openMarginOrders(call)).toEqual([]);
		expect(await marginOrderEvents(call, 100)).toEqual([]);
	}
	// No answer at all does not get that far
	expect(() => checkForm(ENDPOINTS.marginOrderList, undefined)).toThrow(/it is missing/);
	expect(() => checkForm(ENDPOINTS.marginOrderHistory, undefined)).toThrow(/it is missing/);
});
