import { formatDecimal } from '../../../../exmo/money/decimal.ts';
import { ENDPOINTS } from '../../../../exmo/api/endpoints.ts';
import { explainRefusal } from '../../../../exmo/errors/explainRefusal.ts';
import { findByClientOrderId, orderState, readOrder } from '../../../../exmo/account/orderState.ts';
import type { Call } from '../../../../exmo/api/call.ts';
import { fakeCall } from '../../fakeCall.mts';

const open = { order_id: '51', client_id: '42', pair: 'BTC_USD', type: 'buy', quantity: '0.3' };
const trade = (id: number, quantity: string, amount: string, fee = '', currency = 'BTC') => ({
	...{ trade_id: id, order_id: 51, client_id: 42, pair: 'BTC_USD', type: 'buy', date: id },
	...{ quantity, amount, commission_amount: fee, commission_currency: fee && currency },
});
const NONE = explainRefusal('50304', "Order was not found '51'");

interface Look {
	readonly open?: object[];
	readonly trades?: object[];
	readonly cancelled?: object[];
	/** By pair. */
	readonly own?: object[];
}

/** Each look at the open orders moves on to the next state of the exchange. */
function exchange(...looks: Look[]): Call {
	let at = -1;
	return fakeCall(({ path }) => {
		if (path === ENDPOINTS.userOpenOrders.path) {
			at = Math.min(at + 1, looks.length - 1);
			const rows = looks[at].open ?? [];
			return rows.length > 0 ? { BTC_USD: rows } : [];
		}
		const look = looks[Math.max(0, at)];
		if (path === ENDPOINTS.userCancelledOrders.path) return look.cancelled ?? {};
		if (path === ENDPOINTS.userTrades.path) return { BTC_USD: look.own ?? [] };
		if (look.trades) return { trades: look.trades };
		throw NONE;
	});
}

describe('orderState', () => {
	test('adds up quantity, amount and fees, exactly', () => {
		const state = orderState([
			trade(1, '0.1', '3000.1', '0.0003'),
			trade(2, '0.2', '6000.3', '0.0006'),
		]);
		expect(state.status).toBe('filled');
		expect(formatDecimal(state.filledQuantity)).toBe('0.3');
		expect(formatDecimal(state.filledAmount)).toBe('9000.4');
		expect(formatDecimal(state.averagePrice!)).toBe('30001.33333333');
		expect([...state.fees].map(([currency, fee]) => [currency, formatDecimal(fee)])).toEqual([
			['BTC', '0.0009'],
		]);
	});

	test('old trades come without their fee, and the official sample has numbers', () => {
		const state = orderState([{ ...trade(1, '', ''), quantity: 0.002, amount: 60 }]);
		expect(state.fees.size).toBe(0);
		expect(formatDecimal(state.averagePrice!)).toBe('30000');
	});
});

describe('readOrder', () => {
	test.each<[string, Look, string]>([
		['open', { open: [open] }, 'open'],
		['partly filled', { open: [open], trades: [trade(1, '0.1', '3000')] }, 'partiallyFilled'],
		['filled', { trades: [trade(1, '0.1', '3000')] }, 'filled'],
		['cancelled untouched', { cancelled: [open] }, 'cancelled'],
		['cancelled after a part', { cancelled: [open], trades: [trade(1, '1', '1')] }, 'cancelled'],
	])('%s', async (_what, look, status) => {
		expect((await readOrder(exchange(look), '51'))?.status).toBe(status);
	});

	test('nowhere', async () => {
		expect(
			await readOrder(exchange({ open: [{ ...open, order_id: '52' }] }), '51'),
		).toBeUndefined();
	});

	test('an order that is being filled while it is read: what is filled and what is open fit together', async () => {
		const half = { ...open, quantity: '0.15' };
		const state = await readOrder(
			exchange(
				{ open: [open], trades: [] },
				{ open: [half], trades: [trade(1, '0.15', '4500')] },
				{ open: [half], trades: [trade(1, '0.15', '4500')] },
			),
			'51',
		);
		expect(state?.status).toBe('partiallyFilled');
		expect(formatDecimal(state!.filledQuantity)).toBe('0.15');
		expect(formatDecimal(state!.remainingQuantity)).toBe('0.15');
	});

	test('an order that is filled completely while it is read is filled', async () => {
		const done = { trades: [trade(1, '0.3', '9000')] };
		expect((await readOrder(exchange({ open: [open] }, done), '51'))?.status).toBe('filled');
	});

	test('other trouble than "no trades" is passed on', async () => {
		const call = fakeCall(({ path }) => {
			if (path === ENDPOINTS.orderTrades.path) throw explainRefusal('40033', 'blocked');
			return {};
		});
		await expect(readOrder(call, '51')).rejects.toThrow('EXMO has temporarily blocked this');
	});
});

describe('findByClientOrderId', () => {
	test.each<[string, Look]>([
		['open', { open: [open] }],
		['traded', { own: [trade(1, '0.1', '3000')] }],
		['cancelled', { cancelled: [open] }],
	])('%s', async (_what, look) => {
		expect(await findByClientOrderId(exchange(look), 'BTC_USD', '42')).toBe('51');
	});

	test('of another pair, or nowhere', async () => {
		const elsewhere = { cancelled: [{ ...open, pair: 'ETH_USD' }] };
		expect(await findByClientOrderId(exchange(elsewhere), 'BTC_USD', '42')).toBeUndefined();
	});

	test('on a later page of the trades', async () => {
		const rows = Array.from({ length: 250 }, (_, index) => ({
			...trade(1000 - index, '1', '1'),
			...{ order_id: index, client_id: index },
		}));
		const call = fakeCall(({ path }, params) => {
			const { limit, offset } = params as { limit: number; offset: number };
			if (path === ENDPOINTS.userTrades.path)
				return { BTC_USD: rows.slice(offset, offset + limit) };
			return {};
		});
		expect(await findByClientOrderId(call, 'BTC_USD', '242')).toBe('242');
	});
});
