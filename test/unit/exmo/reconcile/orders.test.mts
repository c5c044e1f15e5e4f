import { ENDPOINTS } from '../../../../exmo/api/endpoints.ts';
import { ExmoError } from '../../../../exmo/errors/errors.ts';
import {
	isOpen,
	ordersByClientId,
	searchOrder,
	type SentOrder,
} from '../../../../exmo/reconcile/orders.ts';
import { termsOf } from '../../../../exmo/reconcile/orderTerms.ts';
import {
	MAX_CLIENT_ORDER_ID,
	newClientOrderId,
} from '../../../../exmo/reconcile/clientOrderIds.ts';
import { answeredId } from '../../../../exmo/api/ids.ts';
import type { Params } from '../../../../exmo/api/signing.ts';
import { parseDecimal } from '../../../../exmo/money/decimal.ts';
import { fakeCall } from '../../fakeCall.mts';
import { VirtualClock } from '../../virtualClock.mts';

const SENT_AT = 1_760_000_000;
const ID = '123456789012345';
const ORDER: SentOrder = {
	...{ pair: 'BTC_USD', clientOrderId: ID, notBefore: SENT_AT },
	terms: { side: 'buy' as const },
	since: SENT_AT,
	excluding: new Set<string>(),
};

/** Rows as EXMO gives them (exmo-api/REST.md 3.6, 3.7, 3.8). */
const open = { order_id: '51', client_id: ID, created: String(SENT_AT + 1), pair: 'BTC_USD' };
const traded = {
	order_id: 51,
	client_id: Number(ID),
	date: SENT_AT + 1,
	pair: 'BTC_USD',
	trade_id: 9,
};
const stop = { parent_order_id: '812345678901234567', ...{ ...open, order_id: undefined } };

interface Account {
	open?: unknown;
	trades?: unknown;
	cancelled?: unknown;
}

const unreachable = () =>
	Promise.reject(
		new ExmoError({ title: 'No answer', advice: '', kind: 'network', effect: 'none' }),
	);

/** Answers from an account; `Error` as an answer means that the place cannot be read. */
function callOf(account: Account | (() => Account)) {
	const asked: Array<[path: string, params: Params | undefined]> = [];
	const call = fakeCall(async (endpoint, params) => {
		asked.push([endpoint.path, params]);
		const {
			open: opens = {},
			trades = {},
			cancelled = [],
		} = typeof account === 'function' ? account() : account;
		const replies: Record<string, unknown> = {
			[ENDPOINTS.userOpenOrders.path]: opens,
			[ENDPOINTS.userTrades.path]: trades,
			[ENDPOINTS.userCancelledOrders.path]: cancelled,
		};
		const reply = replies[endpoint.path];
		return reply === Error ? await unreachable() : reply;
	});
	return { call, asked };
}

const search = async (account: Account | (() => Account), order = ORDER) => {
	const clock = new VirtualClock();
	return await clock.until(searchOrder(callOf(account).call, clock, order));
};

describe('an order of the same client ID that seems to be older', () => {
	const old = { ...open, created: String(SENT_AT - 1) };

	test.each([
		['older', old],
		['without a time', { ...open, created: undefined }],
	])('is told, as the clocks may be wrong: %s', async (_what, row) => {
		const { found, alike } = await search({ open: { BTC_USD: [row] } });
		expect(found).toBeUndefined();
		expect(alike).toEqual({ orderId: '51', place: 'open orders' });
	});

	test('is the order itself when nobody else can have its ID', async () => {
		const { found } = await search(
			{ open: { BTC_USD: [old] } },
			{ ...ORDER, notBefore: undefined },
		);
		expect(found?.orderId).toBe('51');
	});
});

describe('an order is found', () => {
	test.each<[string, Account, string, string]>([
		['among the open ones', { open: { BTC_USD: [open] } }, '51', 'open orders'],
		['in the own trades', { trades: { BTC_USD: [traded] } }, '51', 'own trades'],
		['among the cancelled ones', { cancelled: [open] }, '51', 'cancelled orders'],
		['behind others', { cancelled: [{ ...open, client_id: '0' }, open] }, '51', 'cancelled orders'],
	])('%s', async (_where, account, orderId, place) => {
		expect((await search(account)).found).toEqual({ orderId, place });
	});

	test('in one place although the others cannot be read, and it is told which were', async () => {
		const result = await search({ open: Error, trades: Error, cancelled: [open] });
		expect(result).toEqual({
			found: { orderId: '51', place: 'cancelled orders' },
			searched: ['cancelled orders'],
		});
	});

	test('when it shows only after some seconds', async () => {
		const clock = new VirtualClock();
		const arrival = clock.now() + 5000;
		const { call } = callOf(() => (clock.now() >= arrival ? { open: { BTC_USD: [open] } } : {}));
		const { found } = await clock.until(searchOrder(call, clock, ORDER));
		expect(found?.orderId).toBe('51');
		expect(clock.now() - arrival).toBeLessThanOrEqual(5000);
	});

	test('when a place can be read only after some seconds', async () => {
		const clock = new VirtualClock();
		const recovery = clock.now() + 2000;
		const { call } = callOf(() => ({ open: clock.now() < recovery ? Error : { BTC_USD: [open] } }));
		expect((await clock.until(searchOrder(call, clock, ORDER))).found?.orderId).toBe('51');
	});
});

describe('what is not the order', () => {
	test.each<[string, object]>([
		['another client ID', { client_id: '123456789012346' }],
		['no client ID', { client_id: '0' }],
		['a missing client ID', { client_id: undefined }],
		['another pair', { pair: 'ETH_USD' }],
		['an order that belongs to another request', { order_id: '52' }],
	])('%s', async (_what, change) => {
		const row = { ...open, ...change };
		const account = {
			...{ open: { BTC_USD: [row], ETH_USD: [row] }, cancelled: [row] },
			trades: { BTC_USD: [{ ...row, date: row.created, created: undefined }] },
		};
		const result = await search(account, { ...ORDER, excluding: new Set(['52']) });
		expect(result).toEqual({ searched: ['open orders', 'own trades', 'cancelled orders'] });
	});
});

describe('not found', () => {
	test.each<[string, Account]>([
		['no orders at all', {}],
		['empty lists in either form', { open: [], trades: [], cancelled: {} }],
		['empty lists of the pair', { open: { BTC_USD: [] }, trades: { BTC_USD: {} } }],
		['nothing', { open: null, trades: null, cancelled: null }],
		['rows that are none', { open: { BTC_USD: [null] }, cancelled: [null, 1] }],
	])('%s', async (_what, account) => {
		expect(await search(account)).toEqual({
			searched: ['open orders', 'own trades', 'cancelled orders'],
		});
	});

	test('places that could not be read are not said to have been searched', async () => {
		expect(await search({ open: Error })).toEqual({ searched: ['own trades', 'cancelled orders'] });
		expect(await search({ open: Error, trades: Error, cancelled: Error })).toEqual({
			searched: [],
		});
	});

	test('it looks several times, for a bounded time, and as far back as EXMO gives', async () => {
		const clock = new VirtualClock();
		const began = clock.now();
		const { call, asked } = callOf({});
		await clock.until(searchOrder(call, clock, ORDER));
		expect(asked.length).toBeGreaterThan(3);
		expect(clock.now() - began).toBeLessThanOrEqual(30_000);
		expect(asked.slice(0, 3)).toEqual([
			['user_open_orders', { pair: 'BTC_USD' }],
			['user_trades', { pair: 'BTC_USD', limit: 100 }],
			['user_cancelled_orders', { limit: 100 }],
		]);
	});
});

describe('whether an order is open', () => {
	test('it is when it is listed, of whatever pair and kind', async () => {
		const account = { open: { ETH_USD: [{ ...open, order_id: '7' }], BTC_USD: [stop] } };
		expect(await isOpen(callOf(account).call, '7')).toBe(true);
		expect(await isOpen(callOf(account).call, '812345678901234567')).toBe(true);
		expect(await isOpen(callOf(account).call, '8')).toBe(false);
	});

	test.each([{}, [], null, { BTC_USD: [] }, { BTC_USD: {} }, { BTC_USD: [null] }])(
		'it is not when the list is %j',
		async (list) => {
			expect(await isOpen(callOf({ open: list }).call, '7')).toBe(false);
		},
	);

	test('it is not known when the list cannot be read', async () => {
		expect(await isOpen(callOf({ open: Error }).call, '7')).toBeUndefined();
	});
});

describe('new client order IDs', () => {
	const ids = Array.from({ length: 100_000 }, newClientOrderId);

	test('have ten digits and fit 31 bits, as no larger one is known to be taken', () => {
		expect(ids.every((id) => /^[1-9]\d{9}$/.test(id))).toBe(true);
		expect(ids.every((id) => Number(id) <= MAX_CLIENT_ORDER_ID)).toBe(true);
	});

	test('100,000 of them are all different', () => {
		expect(new Set(ids).size).toBe(100_000);
	});
});

describe('an order of the same client order ID and pair, compared with what was sent', () => {
	const order: SentOrder = {
		...ORDER,
		notBefore: undefined,
		terms: { side: 'buy', price: parseDecimal('30000'), quantity: parseDecimal('0.002') },
	};
	const row = { ...open, type: 'buy', price: '30000', quantity: '0.002' };

	test.each<[string, Account]>([
		['as it was sent', { open: { BTC_USD: [row] } }],
		['in another notation', { open: { BTC_USD: [{ ...row, price: '30000.00' }] } }],
		['partly filled', { open: { BTC_USD: [{ ...row, quantity: '0.0005' }] } }],
		['a fill at a better price', { trades: { BTC_USD: [{ ...traded, ...row, price: '29000' }] } }],
		['without what would tell', { cancelled: [open] }],
		['with what cannot be read', { cancelled: [{ ...row, price: 'n/a', quantity: null }] }],
	])('is it: %s', async (_what, account) => {
		expect((await search(account, order)).found?.orderId).toBe('51');
	});

	test.each<[string, Account]>([
		['the other side', { open: { BTC_USD: [{ ...row, type: 'sell' }] } }],
		['another price', { open: { BTC_USD: [{ ...row, price: '30001' }] } }],
		['a larger quantity', { cancelled: [{ ...row, quantity: '0.003' }] }],
		['filled above its limit', { trades: { BTC_USD: [{ ...traded, ...row, price: '30001' }] } }],
	])('is another one, which is told: %s', async (_what, account) => {
		const { found, alike } = await search(account, order);
		expect(found).toBeUndefined();
		expect(alike?.orderId).toBe('51');
	});

	test('a stop order is compared by its trigger price, and filled at any', async () => {
		const stopOrder = {
			...{ ...order, isStop: true },
			terms: { side: 'sell' as const, price: parseDecimal('25000') },
		};
		const stopRow = { ...stop, type: 'stop_market_sell', trigger_price: '25000' };
		const found = async (account: Account) => (await search(account, stopOrder)).found?.orderId;
		expect(await found({ open: { BTC_USD: [stopRow] } })).toBe('812345678901234567');
		const elsewhere = { ...stopRow, trigger_price: '24000' };
		expect(await found({ open: { BTC_USD: [elsewhere] } })).toBeUndefined();
		const fill = { ...traded, type: 'sell', price: '20000', parent_order_id: '8' };
		expect(await found({ trades: { BTC_USD: [fill] } })).toBe('8');
	});

	test('a stop order is not taken for an order of the same ID, nor the other way round', async () => {
		const stopRow = { ...stop, type: 'buy' };
		expect((await search({ open: { BTC_USD: [stopRow] } }, order)).found).toBeUndefined();
		const ofStop = { ...order, isStop: true };
		expect((await search({ open: { BTC_USD: [row] } }, ofStop)).found).toBeUndefined();
	});

	test('an order of more fills than a page of trades hides no earlier one', async () => {
		const fill = { ...traded, ...row, price: '29000' };
		const pages = [Array<object>(100).fill({ ...fill, order_id: 52 }), [fill]];
		const call = fakeCall((endpoint, params) =>
			endpoint === ENDPOINTS.userTrades
				? { BTC_USD: pages[Number(params?.offset ?? 0) / 100] ?? [] }
				: {},
		);
		const seen = await ordersByClientId(call, order);
		expect([...seen.orders.keys()]).toEqual(['52', '51']);
	});

	test('a place that cannot be read makes it incomplete', async () => {
		const { isComplete } = await ordersByClientId(callOf({ trades: Error }).call, order);
		expect(isComplete).toBe(false);
	});

	test('all that go by one ID are seen, and where', async () => {
		const second = { ...row, order_id: '52', quantity: '0.001' };
		const account = { open: { BTC_USD: [second] }, cancelled: [row, second] };
		const seen = await ordersByClientId(callOf(account).call, order);
		expect(seen.isComplete).toBe(true);
		expect([...seen.orders].map(([id, places]) => [id, [...places]])).toEqual([
			['52', ['open orders', 'cancelled orders']],
			['51', ['cancelled orders']],
		]);
	});
});

describe('what was sent, as its rows show it', () => {
	test.each([
		[
			{ type: 'buy', price: '30000', quantity: '0.002' },
			{ side: 'buy', price: parseDecimal('30000'), quantity: parseDecimal('0.002') },
		],
		[
			{ type: 'market_sell', price: '0', quantity: '1' },
			{ side: 'sell', price: undefined, quantity: parseDecimal('1') },
		],
		[
			{ type: 'market_buy_total', price: '0', quantity: '60' },
			{ side: 'buy', price: undefined, quantity: undefined },
		],
		[
			{ type: 'sell', trigger_price: '25000', quantity: '0.01' },
			{ side: 'sell', price: parseDecimal('25000'), quantity: parseDecimal('0.01') },
		],
	])('%j', (params, terms) => {
		expect(termsOf(params)).toEqual(terms);
	});
});

test.each([
	['51234567890', '51234567890'],
	[51, '51'],
	...['abc', {}, true, -5, 0, '0', '', null, undefined, 1e30, 1.5, '1e5', [51], '9'.repeat(30)].map(
		(value) => [value, ''],
	),
])('the ID %j in an answer is "%s"', (value, id) => {
	expect(answeredId(value)).toBe(id);
});
