import type { IDataObject } from 'n8n-workflow';
import { runExmo } from './engine.mts';
import { openSandbox, type SandboxAccount } from './sandboxAccount.mts';
import { truthOf } from './truth.mts';

let account: SandboxAccount;
beforeAll(async () => {
	account = await openSandbox({ rateLimit: false });
});
afterAll(async () => await account.sandbox.stop());
beforeEach(() => account.sandbox.reset());

const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const LIMIT_BUY = {
	resource: 'order',
	operation: 'create',
	pair: byName('BTC_USD'),
	side: 'buy',
	orderType: 'limit',
	quantity: '0.001',
	price: '30000',
};
const create = async (changes: IDataObject = {}, settings: Parameters<typeof runExmo>[2] = {}) =>
	await runExmo(account.credentials, { ...LIMIT_BUY, ...changes }, settings);
const openOrders = async (parameters: IDataObject = {}) =>
	(
		await runExmo(account.credentials, {
			resource: 'order',
			operation: 'getManyOpen',
			returnAll: true,
			...parameters,
		})
	).json;
const accepted = async () => (await truthOf(account.sandbox)).orders;
const sent = async () => (await truthOf(account.sandbox)).endpoints.order_create ?? 0;

describe('Create', () => {
	test('places a limit order that is then open', async () => {
		const { json, items } = await create();
		expect(json).toEqual([
			{
				orderId: expect.stringMatching(/^\d+$/),
				clientOrderId: expect.stringMatching(/^\d{15}$/),
				reconciled: false,
				pair: 'BTC_USD',
				side: 'buy',
				orderType: 'limit',
				quantity: '0.001',
				price: '30000',
				timeInForce: 'gtc',
			},
		]);
		expect(items[0].pairedItem).toEqual({ item: 0 });
		expect(await openOrders()).toEqual([
			expect.objectContaining({
				orderId: json[0].orderId,
				clientOrderId: json[0].clientOrderId,
				pair: 'BTC_USD',
				side: 'buy',
				orderType: 'limit',
				status: 'open',
				quantity: '0.001',
				price: '30000',
				amount: '30',
			}),
		]);
	});

	test.each([
		['market', 'buy', { orderType: 'market', quantity: '0.001' }, 'market_buy'],
		['market', 'sell', { orderType: 'market', quantity: '0.001' }, 'market_sell'],
		['market by total', 'buy', { orderType: 'marketTotal', total: '50' }, 'market_buy_total'],
		['market by total', 'sell', { orderType: 'marketTotal', total: '50' }, 'market_sell_total'],
	])('places a %s %s order', async (_type, side, parameters, wireType) => {
		const { json, error } = await create({ side, ...parameters });
		expect(error).toBeUndefined();
		expect(await accepted()).toEqual([
			expect.objectContaining({ id: json[0].orderId, type: wireType }),
		]);
	});

	test('Post Only is refused where it would be filled at once', async () => {
		const options = { timeInForce: 'post_only' };
		const crossing = await create({ options, price: '100000' });
		expect(crossing.error?.message).toMatch(/^EXMO refused: /);
		const resting = await create({ options });
		expect(resting.json[0]).toMatchObject({ timeInForce: 'post_only' });
		expect(await openOrders()).toHaveLength(1);
	});

	test('Immediate or Cancel leaves nothing in the book', async () => {
		await create({ options: { timeInForce: 'ioc' } });
		expect(await sent()).toBe(1);
		expect(await openOrders()).toEqual([]);
	});

	test('Fill or Kill is all or nothing', async () => {
		await create({ options: { timeInForce: 'fok' }, price: '100000' });
		await create({ options: { timeInForce: 'fok' } });
		expect((await accepted()).filter(({ status }) => status === 'filled')).toHaveLength(1);
		expect(await openOrders()).toEqual([]);
	});

	test('uses the client order ID of the user, number or text', async () => {
		await create({ options: { clientOrderId: 4711 } });
		await create({ options: { clientOrderId: '4712' } });
		expect((await accepted()).map(({ clientId }) => clientId)).toEqual(['4711', '4712']);
	});

	test('gives each of many items an order of its own, in the order of the items', async () => {
		const quantities = Array.from({ length: 10 }, (_, index) => `0.00${index + 1}`);
		const { json } = await create(
			{ quantity: '={{ $json.quantity }}' },
			{ items: quantities.map((quantity) => ({ quantity })) },
		);
		const orders = await accepted();
		expect(orders.map(({ quantity }) => quantity)).toEqual(
			quantities.map((text) => String(Number(text))),
		);
		expect(orders.map(({ id }) => id)).toEqual(json.map(({ orderId }) => orderId));
		expect(new Set(orders.map(({ clientId }) => clientId)).size).toBe(10);
	});

	test('a number from an expression is fitted, never sent as 0.30000000000000004', async () => {
		const { json } = await create({ quantity: '={{ 0.1 + 0.2 }}', price: '={{ 1000.129 }}' });
		expect(json[0]).toMatchObject({ quantity: '0.3', price: '1000.12' });
		expect((await accepted())[0].quantity).toBe('0.3');
	});

	test('tiny numbers never go out with an exponent', async () => {
		const { error } = await create({ quantity: '={{ 1e-7 }}' });
		expect(error?.message).toContain('The quantity 0.0000001 BTC is below the minimum');
	});
});

describe('what cannot be an order is refused before anything is sent', () => {
	test.each([
		[
			'an empty quantity',
			{ quantity: '={{ "" }}' },
			'Quantity is empty. Fill in a number such as 0.001.',
		],
		['a word', { quantity: 'all' }, '"all" is not a decimal number.'],
		[
			'a decimal comma',
			{ price: '30000,5' },
			'"30000,5" is not a decimal number. Use a dot: 30000.5.',
		],
		['a negative price', { price: '-1' }, 'Price is negative; it has to be above 0.'],
		['an unlisted pair', { pair: byName('BTC_DOGE') }, 'The pair BTC_DOGE is not listed at'],
		[
			'something that is no pair',
			{ pair: byName('BTC') },
			'"BTC" is not a pair. Write base and quote like BTC_USD.',
		],
		[
			'a quantity below the minimum',
			{ quantity: '0.00000001' },
			/^The quantity 0\.00000001 BTC is below the minimum (\S+) BTC of BTC_USD\. The nearest valid quantity is \1\.$/,
		],
		[
			'a price above the maximum',
			{ price: '99999999999' },
			/^The price 99999999999 USD is above the maximum (\S+) USD of BTC_USD\. The nearest valid price is \1\.$/,
		],
		[
			'a worth below the minimum',
			{ quantity: '0.0001', price: '1.5' },
			/^Quantity times price is 0\.00015 USD, below the minimum/,
		],
		[
			'too many decimals, when not to be fitted',
			{ price: '30000.129', options: { fitting: 'refuse' } },
			'The price 30000.129 has more than 2 decimals. The nearest valid price is 30000.13.',
		],
		[
			'a worth above Max Order Value',
			{ options: { maxOrderValue: '29.99' } },
			'The order is worth 30 USD, more than the Max Order Value of 29.99 USD.',
		],
		[
			'a market order worth more than Max Order Value',
			{ orderType: 'market', options: { maxOrderValue: '10' } },
			/^The order is worth \S+ USD, more than the Max Order Value of 10 USD\.$/,
		],
		[
			'a client order ID that is no number',
			{ options: { clientOrderId: 'mine' } },
			'Client Order ID "mine" is not a positive whole number of up to 18 digits.',
		],
		[
			'a side that does not exist',
			{ side: '={{ "hold" }}' },
			'Side "hold" is not one of buy, sell.',
		],
	])('%s', async (_what, changes, sentence) => {
		const { error, status } = await create(changes as IDataObject);
		expect(status).toBe('error');
		if (sentence instanceof RegExp) expect(error?.message).toMatch(sentence);
		else expect(error?.message).toContain(sentence);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(await sent()).toBe(0);
	});

	test('a credential without the permission Trade', async () => {
		const { error } = await runExmo(account.credentialsOf('full', ['read']), LIMIT_BUY);
		expect(error?.message).toContain('order_create needs the permission "Trade"');
		expect(await sent()).toBe(0);
	});

	test('the balance does not suffice: EXMO says so', async () => {
		const { error } = await create({ quantity: '30' });
		expect(error?.message).toBe('The balance is not sufficient');
	});

	test('Continue On Fail: the second of three items fails, the others are placed', async () => {
		const { json } = await create(
			{ quantity: '={{ $json.quantity }}' },
			{
				items: [{ quantity: '0.001' }, { quantity: 'much' }, { quantity: '0.002' }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(json).toEqual([
			expect.objectContaining({ quantity: '0.001' }),
			expect.objectContaining({ error: '"much" is not a decimal number.' }),
			expect.objectContaining({ quantity: '0.002' }),
		]);
		expect(await accepted()).toHaveLength(2);
	});
});

describe('Dry Run', () => {
	test('prices a limit order and sends nothing', async () => {
		const { json } = await create({ dryRun: true, side: 'sell', price: '90000' });
		expect(json).toEqual([
			expect.objectContaining({
				dryRun: true,
				wouldSend: { pair: 'BTC_USD', quantity: '0.001', price: '90000', type: 'sell' },
				value: '90',
				valueCurrency: 'USD',
				feeCurrency: 'USD',
				highestFee: expect.stringMatching(/^0\.\d+$/),
				freeBalanceCurrency: 'BTC',
				balanceSuffices: true,
			}),
		]);
		expect(await sent()).toBe(0);
	});

	test('prices a market order by the book', async () => {
		const { json } = await create({ dryRun: true, orderType: 'market', quantity: '0.5' });
		expect(json[0]).toMatchObject({
			wouldSend: { type: 'market_buy', price: '0' },
			averagePrice: expect.any(String),
			worstPrice: expect.any(String),
		});
		expect(Number(json[0].worstPrice)).toBeGreaterThanOrEqual(Number(json[0].averagePrice));
	});

	test('says when the book is too thin', async () => {
		const { error } = await create({ dryRun: true, orderType: 'market', quantity: '200' });
		expect(error?.message).toMatch(
			/^The order book of BTC_USD is too thin to price this order: \S+ BTC/,
		);
	});
});

describe('Cancel', () => {
	const cancel = async (orderId: unknown, settings: Parameters<typeof runExmo>[2] = {}) =>
		await runExmo(
			account.credentials,
			{
				resource: 'order',
				operation: 'cancel',
				orderId: { __rl: true, mode: 'id', value: orderId },
			},
			settings,
		);

	test('cancels the order and no other', async () => {
		const first = (await create()).json[0];
		const second = (await create()).json[0];
		const { json } = await cancel(first.orderId);
		expect(json).toEqual([{ orderId: first.orderId, cancelled: true, reconciled: false }]);
		expect((await openOrders()).map(({ orderId }) => orderId)).toEqual([second.orderId]);
	});

	test('an order that is not open: a sentence; Continue On Fail goes on', async () => {
		const order = (await create()).json[0];
		const { json } = await cancel('={{ $json.id }}', {
			items: [{ id: '1' }, { id: 'x' }, { id: order.orderId }],
			node: { onError: 'continueRegularOutput' },
		});
		expect(json).toEqual([
			expect.objectContaining({
				error: 'There is no such open order',
				details: { kind: 'notFound', code: '50173', mayHaveHadEffect: false },
			}),
			expect.objectContaining({ error: 'Order "x" is not an order ID: a whole number.' }),
			{ orderId: order.orderId, cancelled: true, reconciled: false },
		]);
	});

	test('an answer that got lost, and the order is filled meanwhile: it is not called cancelled', async () => {
		const order = (await create({ price: '200000' })).json[0]; // filled at once
		account.sandbox.faults.add({
			kind: 'reset',
			effect: 'before',
			endpoints: ['order_cancel'],
			times: 1,
		});
		const { error } = await cancel(order.orderId);
		expect(error?.message).toContain('It is not known whether EXMO carried out the cancellation');
		expect(error?.description).toContain('it may have been filled');
	});

	test('an answer that got lost: it looks whether the order is gone', async () => {
		const order = (await create()).json[0];
		account.sandbox.faults.add({ kind: 'reset', endpoints: ['order_cancel'], times: 1 });
		const { json } = await cancel(order.orderId);
		expect(json).toEqual([{ orderId: order.orderId, cancelled: true, reconciled: true }]);
		expect((await truthOf(account.sandbox)).endpoints.order_cancel).toBe(1);
	});
});

describe('Get Many Open', () => {
	test('filters by pair and limits', async () => {
		await create();
		await create({ pair: byName('ETH_USD'), price: '1000', quantity: '0.01' });
		await create();
		expect((await openOrders()).length).toBe(3);
		expect((await openOrders({ pairFilter: 'eth_usd' })).map(({ pair }) => pair)).toEqual([
			'ETH_USD',
		]);
		expect(await openOrders({ returnAll: false, limit: 1 })).toHaveLength(1);
		expect(await openOrders({ pairFilter: 'XRP_USD' })).toEqual([]);
	});
});
