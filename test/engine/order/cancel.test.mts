import { describeOperation, expectSchema } from '../../harness/contract.mts';
import { byId, byName } from '../../harness/locators.mts';
import { ids, NO_ID, ordersOf } from '../../harness/orders.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

const account = useSandbox({ rateLimit: false });
const { order, create, place, placeStop, cancel, openOrders } = ordersOf(account);

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

describe('Cancel', () => {
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
				error: expect.objectContaining({
					title: 'There is no such open order',
					kind: 'notFound',
					code: '50173',
					mayHaveHadEffect: false,
				}),
			}),
			{
				error: expect.objectContaining({
					title: 'Order "x" is not an order ID: a whole number.',
					kind: 'invalidInput',
				}),
				message: 'Order "x" is not an order ID: a whole number. Nothing was sent.',
			},
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
