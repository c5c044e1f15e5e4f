import { describeOperation, twoItems } from '../../harness/contract.mts';
import { byId, byName } from '../../harness/locators.mts';
import { ISO, marginOf } from '../../harness/margin.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';

const account = useSandbox({ rateLimit: false });
const { margin, create, createTwo } = marginOf(account);

describeOperation(() => account, {
	resource: 'marginOrder',
	operation: 'getManyOpen',
	parameters: {
		returnAll: false,
		limit: '={{ $json.limit }}',
		simplify: '={{ $json.simplify }}',
		pairFilter: 'btc/usdt',
	},
	items: async () => {
		await createTwo();
		await create({ pair: byName('ETH_USDT'), price: '1000', quantity: '0.1' });
		return [
			{ limit: 10, simplify: true },
			{ limit: 1, simplify: false },
		];
	},
	bad: { item: { limit: 0 }, sentence: 'Limit has to be a whole number' },
	check(simple, raw) {
		expect(simple).toHaveLength(2);
		expect(simple[0]).toEqual({
			orderId: expect.stringMatching(/^\d{18}$/),
			clientOrderId: expect.stringMatching(/^\d{10}$/),
			...{ pair: 'BTC_USDT', side: 'buy', orderType: 'limit', status: 'open' },
			...{ remainingQuantity: '0.01', price: '30000', leverage: '2' },
			...{ stopPrice: '', triggerPrice: '', distance: '', takeProfit: '', stopLoss: '' },
			...{ comment: '', created: expect.stringMatching(/^\d{19}$/) },
			...{ createdAt: expect.stringMatching(ISO), expiresAt: '' },
		});
		expect(raw).toEqual([
			expect.objectContaining({
				type: 'limit_buy',
				funding_currency: 'USDT',
				updated: expect.stringMatching(/^\d{19}$/), // a bare number beyond 2^53 on the wire
			}),
		]);
	},
});

describeOperation(() => account, {
	resource: 'marginOrder',
	operation: 'getHistory',
	parameters: {
		returnAll: '={{ $json.all }}',
		limit: '={{ $json.limit ?? 1 }}',
		simplify: '={{ $json.simplify ?? true }}',
	},
	items: async () => {
		const [{ orderId }] = await createTwo();
		await margin('cancel', { orderId: byId(orderId) });
		await create({ orderType: 'market' });
		return [{ all: true }, { all: false, simplify: false }];
	},
	bad: { item: { all: false, limit: 0.5 }, sentence: 'Limit has to be a whole number' },
	check(all, raw) {
		expect(new Set(all.map(({ eventId }) => eventId)).size).toBe(all.length);
		expect(all.filter(({ eventType }) => eventType === 'OrderCancelStarted')).toEqual([
			expect.objectContaining({
				...{ exmoStatus: 'cancel_started', side: 'buy', orderType: 'limit', tradeId: '' },
				createdAt: expect.stringMatching(ISO),
			}),
		]);
		expect(all.filter(({ tradeId }) => tradeId !== '')).toEqual([
			expect.objectContaining({ orderType: 'market', tradeQuantity: '0.01' }),
		]);
		expect(raw).toEqual([expect.objectContaining({ event_id: all[0].eventId })]);
	},
});

test('Get History reads page after page, each event once', async () => {
	const items = Array.from({ length: 115 }, () => ({ price: '20000', quantity: '0.0001' }));
	await create({}, { items });
	const { json } = await margin('getHistory', { returnAll: true, simplify: true });
	expect(json).toHaveLength(115);
	expect(new Set(json.map(({ eventId }) => eventId)).size).toBe(115);
});

describeOperation(() => account, {
	resource: 'marginOrder',
	operation: 'getTrades',
	parameters: { orderId: byId('={{ $json.orderId }}'), returnAll: true },
	items: async () => {
		const { json } = await create({}, { items: [{ orderType: 'market' }, { price: '20000' }] });
		return twoItems(json.map(({ orderId }) => ({ orderId })));
	},
	bad: { item: { orderId: '' }, sentence: 'Order is empty.' },
	check(traded, untouched) {
		expect(traded).toEqual([
			{
				tradeId: expect.stringMatching(/^\d{18}$/),
				orderId: expect.stringMatching(/^\d{18}$/),
				...{ pair: 'BTC_USDT', side: 'buy', role: 'taker', quantity: '0.01' },
				price: expect.stringMatching(/^\d+(\.\d+)?$/),
				created: expect.stringMatching(/^\d{19}$/),
				createdAt: expect.stringMatching(ISO),
			},
		]);
		expect(untouched).toEqual([]);
	},
});
