import { describeOperation } from '../../harness/contract.mts';
import { byName } from '../../harness/locators.mts';
import { ordersOf } from '../../harness/orders.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

const account = useSandbox({ rateLimit: false });
const { order, create, openOrders, accepted, sent } = ordersOf(account);

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
	bad: {
		item: { quantity: 'much' },
		sentence: 'Quantity "much" is not a number. Write it like 0.001.',
	},
	check([first], [second]) {
		expect([first.quantity, second.quantity]).toEqual(['0.001', '0.002']);
	},
});

describe('Create', () => {
	test('places a limit order that is then open', async () => {
		const { json, items } = await create();
		expect(json).toEqual([
			{
				orderId: expect.stringMatching(/^\d+$/),
				clientOrderId: expect.stringMatching(/^\d{10}$/),
				reconciled: false,
				pair: 'BTC_USD',
				side: 'buy',
				orderType: 'limit',
				quantity: '0.001',
				price: '30000',
				total: '',
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
				remainingQuantity: '0.001',
				price: '30000',
				triggerPrice: '',
				remainingAmount: '30',
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
		const options = { timeInForce: 'postOnly' };
		const crossing = await create({ options, price: '100000' });
		expect(crossing.error?.message).toMatch(/^EXMO refused: /);
		const resting = await create({ options });
		expect(resting.json[0]).toMatchObject({ timeInForce: 'postOnly' });
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
