import type { IDataObject } from 'n8n-workflow';
import { money } from '../../sandbox/exchange/money.mts';
import { describeOperation, expectSchema } from './contract.mts';
import { runExmo } from './engine.mts';
import { openSandbox, type SandboxAccount } from './sandboxAccount.mts';
import { truthOf, untilAsked } from './truth.mts';

let account: SandboxAccount;
beforeAll(async () => {
	account = await openSandbox({ rateLimit: false });
});
afterAll(async () => await account.sandbox.stop());
beforeEach(() => account.sandbox.reset());

type Settings = Parameters<typeof runExmo>[2];
const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });
const run = async (
	resource: string,
	operation: string,
	parameters: IDataObject = {},
	settings: Settings = {},
) => await runExmo(account.credentials, { resource, operation, ...parameters }, settings);
const order = async (operation: string, parameters: IDataObject = {}, settings: Settings = {}) =>
	await run('order', operation, parameters, settings);

/** Places an order through the node and gives its item. */
async function place(changes: IDataObject = {}): Promise<IDataObject> {
	const { json, error } = await order('create', {
		pair: byName('BTC_USD'),
		side: 'buy',
		orderType: 'limit',
		quantity: '0.001',
		price: '30000',
		...changes,
	});
	if (error) throw error;
	return json[0];
}
const market = async (changes: IDataObject = {}) =>
	await place({ orderType: 'market', quantity: '0.002', ...changes });
const placeStop = async (changes: IDataObject = {}): Promise<IDataObject> =>
	(
		await run('stopOrder', 'create', {
			pair: byName('BTC_USD'),
			side: 'sell',
			quantity: '0.01',
			triggerPrice: '20000',
			...changes,
		})
	).json[0];
const cancel = async (orderId: unknown) => await order('cancel', { orderId: byId(orderId) });
const ids = (items: IDataObject[]) => items.map(({ orderId }) => orderId);

/** The best price at which the account could buy is one step above the bid: it is first in the queue there. */
async function restingBuy(quantity: string): Promise<IDataObject> {
	const [{ bid }] = (await run('market', 'getTicker', { pair: byName('BTC_USD') })).json;
	const price = money(String(bid)).plus('0.01').toFixed();
	return await place({ quantity, price, options: { timeInForce: 'post_only' } });
}

/** Somebody else sells into the book. */
const somebodySells = (quantity: string) => {
	const { exchange } = account.sandbox;
	exchange.placeOrder(exchange.account('other')!, {
		pair: 'BTC_USD',
		side: 'sell',
		style: 'market',
		type: 'market_sell',
		quantity: money(quantity),
		price: money('0'),
		clientId: 0n,
	});
};

const ORDER_ID = { lookUpBy: 'orderId', orderId: byId('={{ $json.orderId }}') };
const NO_ID = { item: { orderId: 'x' }, sentence: 'Order "x" is not an order ID: a whole number.' };

describeOperation(() => account, {
	resource: 'order',
	operation: 'create',
	parameters: {
		pair: byName('BTC_USD'),
		side: 'buy',
		orderType: 'limit',
		quantity: '={{ $json.quantity }}',
		price: '30000',
	},
	items: [{ quantity: '0.001' }, { quantity: '0.002' }],
	bad: { item: { quantity: 'much' }, sentence: '"much" is not a decimal number.' },
	check([first], [second]) {
		expect([first.quantity, second.quantity]).toEqual(['0.001', '0.002']);
	},
});

describeOperation(() => account, {
	resource: 'order',
	operation: 'cancel',
	parameters: { orderId: byId('={{ $json.orderId }}') },
	items: async () => [{ orderId: (await place()).orderId }, { orderId: (await place()).orderId }],
	bad: NO_ID,
	async check([first], [second]) {
		expect(first.orderId).not.toBe(second.orderId);
		expect((await order('getManyOpen', { returnAll: true })).json).toEqual([]);
	},
});

describeOperation(() => account, {
	resource: 'order',
	operation: 'cancelMany',
	parameters: { scope: 'pair', pair: byName('={{ $json.pair }}') },
	async items() {
		await place();
		await place();
		await place({ pair: byName('ETH_USD'), quantity: '0.01', price: '1000' });
		return [{ pair: 'BTC_USD' }, { pair: 'ETH_USD' }];
	},
	bad: {
		item: { pair: 'BTC' },
		sentence: '"BTC" is not a pair. Write base and quote like BTC_USD.',
	},
	check(btc, eth) {
		expect([btc.length, eth.length]).toEqual([2, 1]);
		expect([...btc, ...eth].every(({ cancelled }) => cancelled)).toBe(true);
	},
});

describeOperation(() => account, {
	resource: 'order',
	operation: 'get',
	parameters: ORDER_ID,
	items: async () => [{ orderId: (await place()).orderId }, { orderId: (await market()).orderId }],
	bad: NO_ID,
	check([resting], [filled]) {
		expect(resting).toMatchObject({ status: 'open', quantity: '0.001', filledQuantity: '0' });
		expect(filled).toMatchObject({ status: 'filled', quantity: '0.002', remainingQuantity: '0' });
	},
});

describeOperation(() => account, {
	resource: 'order',
	operation: 'getTrades',
	parameters: { orderId: byId('={{ $json.orderId }}') },
	items: async () => [{ orderId: (await market()).orderId }, { orderId: (await place()).orderId }],
	bad: NO_ID,
	check(filled, resting) {
		expect(filled[0]).toMatchObject({
			pair: 'BTC_USD',
			side: 'buy',
			role: 'taker',
			feeCurrency: 'BTC',
		});
		expect(resting).toEqual([]); // EXMO's 50304: no trades yet
	},
});

describeOperation(() => account, {
	resource: 'order',
	operation: 'waitUntilDone',
	parameters: { ...ORDER_ID, waitSeconds: 1 },
	items: async () => [{ orderId: (await market()).orderId }, { orderId: (await place()).orderId }],
	bad: NO_ID,
	check([filled], [resting]) {
		expect(filled).toMatchObject({ done: true, status: 'filled' });
		expect(resting).toMatchObject({ done: false, status: 'open' });
	},
});

describe.each(['getManyOpen', 'getManyCancelled'])('lists of orders', (operation) => {
	describeOperation(() => account, {
		resource: 'order',
		operation,
		parameters: { returnAll: false, limit: '={{ $json.limit }}' },
		async items() {
			for (let count = 0; count < 3; count++) {
				const { orderId } = await place();
				if (operation === 'getManyCancelled') await cancel(orderId);
			}
			return [{ limit: 1 }, { limit: 3 }];
		},
		bad: { item: { limit: 0 }, sentence: 'Limit has to be a whole number of 1 or more.' },
		check(one, three) {
			expect([one.length, three.length]).toEqual([1, 3]);
			expect(three[0]).toEqual(one[0]);
		},
	});
});

describeOperation(() => account, {
	resource: 'order',
	operation: 'convert',
	parameters: {
		fromCurrency: byName('={{ $json.from }}'),
		toCurrency: byName('={{ $json.to }}'),
		amount: '={{ $json.amount }}',
	},
	items: [
		{ from: 'BTC', to: 'USD', amount: '0.01' },
		{ from: 'usd', to: 'eth', amount: 100 },
	],
	bad: {
		item: { from: 'DOGE', to: 'EUR', amount: '100' },
		sentence: 'No pair joins DOGE and EUR directly. DOGE can be converted into USD.',
	},
	check([sale], [purchase]) {
		expect(sale).toMatchObject({
			pair: 'BTC_USD',
			side: 'sell',
			orderType: 'market',
			spent: '0.01',
		});
		expect(purchase).toMatchObject({ pair: 'ETH_USD', side: 'buy', orderType: 'marketTotal' });
	},
});

describe('Get tells what became of an order', () => {
	const get = async (orderId: unknown) => (await order('get', { orderId: byId(orderId) })).json[0];

	test('partly filled, then filled: quantity, average price and fees add up', async () => {
		const { orderId, price } = await restingBuy('0.003');
		somebodySells('0.001');
		expect(await get(orderId)).toMatchObject({
			status: 'partiallyFilled',
			orderType: 'limit',
			quantity: '0.003',
			filledQuantity: '0.001',
			remainingQuantity: '0.002',
			averagePrice: price,
			fees: [{ feeAmount: '0.000003', feeCurrency: 'BTC' }], // 0.3 % of 0.001
			tradeCount: 1,
		});
		somebodySells('0.002');
		expect(await get(orderId)).toMatchObject({
			status: 'filled',
			quantity: '0.003',
			remainingQuantity: '0',
			fees: [{ feeAmount: '0.000009', feeCurrency: 'BTC' }],
		});
	});

	test('cancelled after a part of it', async () => {
		const { orderId } = await restingBuy('0.003');
		somebodySells('0.001');
		await cancel(orderId);
		expect(await get(orderId)).toMatchObject({
			status: 'cancelled',
			quantity: '0.003',
			filledQuantity: '0.001',
			remainingQuantity: '0.002',
		});
	});

	test('by client order ID: open, filled and cancelled', async () => {
		const clients = [await place(), await market(), await place()];
		await cancel(clients[2].orderId);
		const parameters = {
			lookUpBy: 'clientOrderId',
			clientOrderId: '={{ $json.clientOrderId }}',
			pair: byName('BTC_USD'),
		};
		const { json } = await order('get', parameters, { items: clients });
		expect(json.map(({ orderId, status }) => [orderId, status])).toEqual([
			[clients[0].orderId, 'open'],
			[clients[1].orderId, 'filled'],
			[clients[2].orderId, 'cancelled'],
		]);
		const { error } = await order('get', { ...parameters, clientOrderId: '99' });
		expect(error?.message).toBe('No order of BTC_USD has the client order ID 99');
	});

	test('a stop order, open and cancelled', async () => {
		const { orderId } = await placeStop();
		expect(await get(orderId)).toMatchObject({ status: 'open', orderType: 'stopMarket' });
		await run('stopOrder', 'cancel', { orderId: byId(orderId) });
		expect(await get(orderId)).toMatchObject({ status: 'cancelled', triggerPrice: '20000' });
	});

	test('an order of which there is no trace', async () => {
		const { error } = await order('get', { orderId: byId('1') });
		expect(error?.message).toBe('There is no trace of order 1');
	});
});

describe('Wait Until Done', () => {
	const wait = async (orderId: unknown, seconds: number, settings: Settings = {}) =>
		await order('waitUntilDone', { orderId: byId(orderId), waitSeconds: seconds }, settings);

	test('ends when the order does', async () => {
		const { orderId } = await restingBuy('0.001');
		const waiting = wait(orderId, 60);
		await untilAsked(account.sandbox, 'user_open_orders', 2); // found open
		somebodySells('0.001');
		expect((await waiting).json[0]).toMatchObject({ orderId, status: 'filled', done: true });
	});

	test('is stopped by the stop button, not by the time', async () => {
		const { orderId } = await place();
		const stop = new AbortController();
		const waiting = wait(orderId, 3600, { signal: stop.signal });
		await untilAsked(account.sandbox, 'user_open_orders', 1);
		stop.abort();
		expect((await waiting).json).toEqual([]);
	});

	test('asks kindly: a few times in the first seconds', async () => {
		const { orderId } = await place();
		await wait(orderId, 4);
		const { endpoints } = await truthOf(account.sandbox);
		// Twice for the state at the beginning and at the end each, and after 1 s and 2.5 s
		expect(endpoints.user_open_orders).toBeLessThanOrEqual(6);
	});

	test('refuses a wait that never ends', async () => {
		const { error } = await wait('51234567890', 1e9);
		expect(error?.message).toBe('Longest Wait has to be a number of seconds from 1 to 86400.');
	});
});

describe('Cancel Many', () => {
	test('leaves stop orders alone unless asked', async () => {
		const { orderId } = await place();
		const stop = await placeStop();
		const first = await order('cancelMany', { scope: 'all' });
		expect(ids(first.json)).toEqual([orderId]);
		const second = await order('cancelMany', { scope: 'all', includeStopOrders: true });
		expect(second.json).toEqual([
			expect.objectContaining({ orderId: stop.orderId, orderType: 'stopMarket', cancelled: true }),
		]);
	});

	test('an order that is gone meanwhile is listed with the reason, the others are cancelled', async () => {
		await place();
		await place();
		account.sandbox.faults.add({
			kind: 'custom',
			endpoints: ['order_cancel'],
			effect: 'before',
			times: 1,
			body: '{"result":false,"error":"Error 50173: Order was not found \'#1\'"}',
		});
		const { json, status } = await order('cancelMany', { scope: 'all' });
		expect(status).toBe('success');
		expectSchema('order', 'cancelMany', json);
		expect(json.map(({ cancelled, reason }) => [cancelled, reason])).toEqual([
			[false, 'There is no such open order'],
			[true, ''],
		]);
	});

	test('nothing open: nothing to show', async () => {
		expect((await order('cancelMany', { scope: 'all' })).json).toEqual([]);
	});

	test('Retry On Fail shows what the failed run cancelled, and cancels nothing twice', async () => {
		const { orderId } = await place();
		const items = [{ pair: 'BTC_USD' }, { pair: 'ETH_USD' }];
		// The second item's look at the open orders fails in the first run
		account.sandbox.faults.add({
			kind: 'custom',
			endpoints: ['user_open_orders'],
			skip: 1,
			times: 1,
			body: '{"result":false,"error":"Error 50999: Not now"}',
		});
		const { json, error } = await order(
			'cancelMany',
			{ scope: 'pair', pair: byName('={{ $json.pair }}') },
			{ items, node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ orderId, cancelled: true })]);
		expect((await truthOf(account.sandbox)).endpoints.order_cancel).toBe(1);
	});
});

test('Get Many Cancelled: every page once, by pair, raw without Simplify', async () => {
	const { exchange } = account.sandbox;
	const demo = exchange.account('demo')!;
	for (let count = 0; count < 1250; count++) {
		const placed = exchange.placeOrder(demo, {
			pair: count % 2 ? 'BTC_USD' : 'ETH_USD',
			side: 'buy',
			style: 'limit',
			type: 'buy',
			quantity: money('0.01'),
			price: money('1000'),
			clientId: 0n,
		});
		exchange.spot.cancel(demo, placed.id);
	}
	const all = (await order('getManyCancelled', { returnAll: true })).json;
	expect(new Set(ids(all)).size).toBe(1250);
	const eth = (await order('getManyCancelled', { limit: 3, pairFilter: 'eth_usd' })).json;
	expect(ids(eth)).toEqual(ids(all.filter(({ pair }) => pair === 'ETH_USD').slice(0, 3)));
	const [raw] = (await order('getManyCancelled', { limit: 1, simplify: false })).json;
	expect(raw).toMatchObject({ order_id: all[0].orderId, type: 'buy', client_id: '0' });
});

test('an order that was sent before a retry is not refused by what the market did since', async () => {
	account.sandbox.faults.add({
		kind: 'custom',
		endpoints: ['order_create'],
		effect: 'before',
		skip: 1,
		times: 1,
		body: '{"result":false,"error":"Error 50052: Insufficient funds"}',
	});
	// After the first order the book answers that there is nothing to buy any more
	account.sandbox.faults.add({
		kind: 'custom',
		endpoints: ['order_book'],
		skip: 2,
		times: 1,
		body: '{"BTC_USD":{"ask":[],"bid":[]}}',
	});
	const { error } = await order(
		'create',
		{
			pair: byName('BTC_USD'),
			side: 'buy',
			orderType: 'market',
			quantity: '={{ $json.quantity }}',
			options: { maxOrderValue: '1000' },
		},
		{
			items: [{ quantity: '0.001' }, { quantity: '0.002' }],
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		},
	);
	// The first item comes from memory; the second one, which was refused, is priced anew
	expect(error?.message).toMatch(/^The order book of BTC_USD is too thin/);
	expect(error?.context).toMatchObject({ itemIndex: 1 });
	expect((await truthOf(account.sandbox)).orders).toHaveLength(1);
});
