import type { IDataObject } from 'n8n-workflow';
import { describeOperation, twoItems, type TwoItems } from './contract.mts';
import { runExmo } from './engine.mts';
import { openSandbox, type SandboxAccount } from './sandboxAccount.mts';
import { truthOf } from './truth.mts';

let account: SandboxAccount;
beforeAll(async () => {
	account = await openSandbox({ rateLimit: false });
});
afterAll(async () => await account.sandbox.stop());
beforeEach(() => account.sandbox.reset());

type Settings = Parameters<typeof runExmo>[2];

const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });
const ISO = /^20\d\d-\d\d-\d\dT[\d:.]+Z$/;
const ORDER = {
	pair: byName('BTC_USDT'),
	side: '={{ $json.side ?? "buy" }}',
	orderType: '={{ $json.orderType ?? "limit" }}',
	quantity: '={{ $json.quantity ?? "0.01" }}',
	price: '={{ $json.price ?? "30000" }}',
	stopPrice: '={{ $json.stopPrice ?? "" }}',
	distance: '={{ $json.distance ?? "" }}',
	leverage: '2',
	dryRun: false,
};
const margin = async (operation: string, parameters: IDataObject, settings: Settings = {}) =>
	await runExmo(
		account.credentials,
		{ resource: 'marginOrder', operation, ...parameters },
		settings,
	);
const create = async (changes: IDataObject = {}, settings: Settings = {}) =>
	await margin('create', { ...ORDER, ...changes }, settings);
const createTwo = async (): Promise<TwoItems> => {
	const { json } = await create({}, { items: [{ quantity: '0.01' }, { quantity: '0.02' }] });
	return twoItems(json.map(({ orderId }) => ({ orderId })));
};
const open = async () =>
	(await margin('getManyOpen', { returnAll: true, simplify: true, pairFilter: '' })).json;
const truth = async () => await truthOf(account.sandbox);

describeOperation(() => account, {
	resource: 'marginOrder',
	operation: 'create',
	parameters: ORDER,
	items: [
		{ price: 30000.129 },
		{ side: 'sell', orderType: 'stopLimit', price: '200000.129', stopPrice: '20000' },
	],
	bad: {
		item: { quantity: '0.000001' },
		sentence: /^The quantity 0\.000001 BTC is below the minimum \S+ BTC of BTC_USDT\./,
	},
	async check([first], [second]) {
		expect(first).toEqual({
			orderId: expect.stringMatching(/^\d{18}$/),
			clientOrderId: expect.stringMatching(/^\d{15}$/),
			reconciled: false,
			...{ pair: 'BTC_USDT', side: 'buy', orderType: 'limit', quantity: '0.01', price: '30000.12' },
			...{ stopPrice: '', distance: '', leverage: '2' },
		});
		expect(second).toMatchObject({
			...{ side: 'sell', orderType: 'stopLimit', price: '200000.13', stopPrice: '20000' },
		});
		const { marginOrders } = await truth();
		expect(marginOrders.map(({ id, clientId }) => [id, clientId])).toEqual(
			[first, second].map(({ orderId, clientOrderId }) => [orderId, clientOrderId]),
		);
	},
});

describe('Create', () => {
	test.each<[string, string, IDataObject]>([
		['limit', 'limit', { price: '30000' }],
		['market', 'market', {}],
		['stop', 'stop', { stopPrice: '200000' }],
		['stopLimit', 'stop_limit', { stopPrice: '200000', price: '200000' }],
		['trailingStop', 'trailing_stop', { distance: '100' }],
	])('%s, buy and sell', async (orderType, wire, terms) => {
		const { json, error } = await create(
			{},
			{ items: ['buy', 'sell'].map((side) => ({ ...terms, side, orderType })) },
		);
		expect(error).toBeUndefined();
		const { marginOrders } = await truth();
		expect(marginOrders.map(({ id }) => id)).toEqual(json.map(({ orderId }) => orderId));
		// A stop that is due at once has become a market order by now
		if (!wire.startsWith('stop')) {
			expect(marginOrders.map(({ type }) => type)).toEqual([`${wire}_buy`, `${wire}_sell`]);
		}
	});

	test('comment, expiry and client order ID go along', async () => {
		const expire = new Date(Date.now() + 3_600_000).toISOString();
		const options = { comment: 'a try_out', expire, clientOrderId: '4711' };
		await create({ options });
		expect(await open()).toEqual([
			expect.objectContaining({
				comment: 'a try_out',
				clientOrderId: '4711',
				expiresAt: `${expire.slice(0, -4)}000Z`,
			}),
		]);
	});

	test('Dry Run prices it and sends nothing', async () => {
		const { json } = await create({ dryRun: true });
		expect(json).toEqual([
			{
				dryRun: true,
				...{ pair: 'BTC_USDT', side: 'buy', orderType: 'limit', quantity: '0.01', price: '30000' },
				...{ stopPrice: '', distance: '', leverage: '2' },
				wouldSend: {
					pair: 'BTC_USDT',
					type: 'limit_buy',
					leverage: '2',
					quantity: '0.01',
					price: '30000',
				},
				...{ value: '300', valueCurrency: 'USDT', marginNeeded: '150', highestFee: '0.15' },
				...{ freeMargin: '10000', freeMarginCurrency: 'USDT', marginSuffices: true },
			},
		]);
		expect((await truth()).marginOrders).toEqual([]);
	});

	test.each<[string, IDataObject, string | RegExp]>([
		[
			'worth more than Max Order Value',
			{ options: { maxOrderValue: '299' } },
			'The order is worth 300 USDT, more than the Max Order Value of 299 USDT.',
		],
		[
			'a market order worth more than it',
			{ orderType: 'market', options: { maxOrderValue: '10' } },
			/^The order is worth \S+ USDT, more than/,
		],
		['too much leverage', { leverage: '9' }, 'The leverage 9 is above the maximum 3 of BTC_USDT.'],
		['a spot-only pair', { pair: byName('ETH_BTC') }, 'is not listed for margin trading at'],
		['a comment with digits', { options: { comment: 'no 1' } }, 'Comment may have up to 50 Latin'],
		[
			'an expiry that is over',
			{ options: { expire: '2020-01-01' } },
			'Expires At lies in the past',
		],
		[
			'decimals, when not to be fitted',
			{ price: '30000.129', options: { fitting: 'refuse' } },
			'The price 30000.129 has more than 2 decimals.',
		],
		['a type that does not exist', { orderType: '={{ "fok" }}' }, 'Order Type "fok" is not one of'],
	])('%s is refused before anything is sent', async (_what, changes, sentence) => {
		const { error } = await create(changes);
		if (sentence instanceof RegExp) expect(error?.message).toMatch(sentence);
		else expect(error?.message).toContain(sentence);
		expect((await truth()).endpoints['margin/user/order/create']).toBeUndefined();
	});

	test('too little margin: EXMO’s words and what to do', async () => {
		const { error } = await create({ quantity: '5' });
		expect(error?.message).toBe('The margin balance is not sufficient');
		expect(error?.description).toContain('the API has no method that moves money');
	});
});

describe('an answer that got lost', () => {
	// A sandbox of its own: a reset one gives IDs out anew, and this process remembers its own
	let shared: SandboxAccount;
	beforeEach(async () => {
		shared = account;
		account = await openSandbox({ rateLimit: false });
	});
	afterEach(async () => {
		await account.sandbox.stop();
		account = shared;
	});
	const lose = (path: string, effect: 'before' | 'after' = 'after') =>
		account.sandbox.faults.add({ kind: 'reset', effect, endpoints: [path], times: 1 });

	test('an open order is found by its client order ID', async () => {
		lose('margin/user/order/create');
		const { json } = await create();
		const { marginOrders } = await truth();
		expect(marginOrders).toHaveLength(1);
		expect(json[0]).toMatchObject({ orderId: marginOrders[0].id, reconciled: true });
	});

	test('one that was filled at once is reported with the order that is probably it', async () => {
		lose('margin/user/order/create');
		const { error } = await create(
			{ orderType: 'market' },
			{ node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		const { marginOrders } = await truth();
		expect(marginOrders).toHaveLength(1);
		expect(error?.message).toMatch(
			/^It is not known whether EXMO carried out the margin order with client order ID \d{15}$/,
		);
		expect(error?.description).toContain(`which is probably it: ${marginOrders[0].id}.`);
	});

	test('one that never arrived is reported, not repeated', async () => {
		lose('margin/user/order/create', 'before');
		const { error } = await create();
		expect(error?.description).toContain('It is not among the open margin orders.');
		expect(error?.description).toContain('Nor has the order history a new one of the same kind.');
		expect((await truth()).endpoints['margin/user/order/create']).toBe(1);
	});

	test('a change and a cancellation are seen at the order', async () => {
		const [{ orderId }] = await createTwo();
		lose('margin/user/order/update');
		const updated = await margin('update', {
			...{ orderId: byId(orderId), updateFields: { price: '31000' }, dryRun: false },
		});
		expect(updated.json[0]).toMatchObject({ changes: { price: '31000' }, reconciled: true });
		lose('margin/user/order/cancel');
		const cancelled = await margin('cancel', { orderId: byId(orderId) });
		expect(cancelled.json[0]).toEqual({ orderId, cancelled: true, reconciled: true });
		lose('margin/user/order/cancel', 'before');
		const [, { orderId: other }] = [{}, (await open())[0]];
		const unknown = await margin('cancel', { orderId: byId(other) });
		expect(unknown.error?.description).toContain('The order is still open.');
	});

	test('an order that is filled while its cancellation got lost is not called cancelled', async () => {
		const [{ orderId }] = (await create({ orderType: 'market' })).json;
		lose('margin/user/order/cancel', 'before');
		const { error } = await margin('cancel', { orderId: byId(orderId) });
		expect(error?.message).toContain('It is not known whether EXMO carried out the cancellation');
		expect(error?.description).toContain('it may have been filled');
	});
});

describeOperation(() => account, {
	resource: 'marginOrder',
	operation: 'update',
	parameters: {
		orderId: byId('={{ $json.orderId }}'),
		updateFields: { quantity: '={{ $json.quantity ?? "0.03" }}', price: '31000' },
		dryRun: false,
	},
	items: async () => {
		const [first, second] = await createTwo();
		return [first, { ...second, quantity: '0.05' }];
	},
	bad: { item: { orderId: '1' }, sentence: 'There is no open margin order 1' },
	async check([first], [second]) {
		expect(first).toEqual({
			orderId: expect.stringMatching(/^\d{18}$/),
			...{ pair: 'BTC_USDT', side: 'buy', orderType: 'limit' },
			changes: { quantity: '0.03', price: '31000' },
			reconciled: false,
		});
		expect(second.changes).toEqual({ quantity: '0.05', price: '31000' });
		expect((await open()).map(({ quantity }) => quantity)).toEqual(['0.03', '0.05']);
	},
});

describe('Update', () => {
	const update = async (changes: IDataObject) => {
		const [{ orderId }] = await createTwo();
		return await margin('update', { orderId: byId(orderId), dryRun: false, ...changes });
	};

	test('Dry Run shows the order and the change', async () => {
		const { json } = await update({ dryRun: true, updateFields: { price: '31000' } });
		expect(json[0]).toMatchObject({
			dryRun: true,
			wouldSend: { price: '31000' },
			before: { price: '30000', quantity: '0.01' },
		});
		expect((await open())[0]).toMatchObject({ price: '30000' });
	});

	test.each<[string, IDataObject, string]>([
		['nothing to change', { updateFields: {} }, 'Update Fields is empty'],
		[
			'a change that makes it worth more than Max Order Value',
			{ updateFields: { quantity: '0.02' }, options: { maxOrderValue: '500' } },
			'The order is worth 600 USDT',
		],
	])('%s is refused before anything is sent', async (_what, changes, sentence) => {
		const { error } = await update(changes);
		expect(error?.message).toContain(sentence);
		expect((await truth()).endpoints['margin/user/order/update']).toBeUndefined();
	});
});

describeOperation(() => account, {
	resource: 'marginOrder',
	operation: 'cancel',
	parameters: { orderId: byId('={{ $json.orderId }}') },
	items: createTwo,
	bad: { item: { orderId: 'x' }, sentence: 'Order "x" is not an order ID: a whole number.' },
	async check([first], [second]) {
		expect(first).toMatchObject({ cancelled: true, reconciled: false });
		expect(second.orderId).not.toBe(first.orderId);
		expect(await open()).toEqual([]);
	},
});

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
			clientOrderId: expect.stringMatching(/^\d{15}$/),
			...{ pair: 'BTC_USDT', side: 'buy', orderType: 'limit', status: 'open' },
			...{ quantity: '0.01', price: '30000', stopPrice: '', distance: '', leverage: '2' },
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
				...{ status: 'cancel_started', side: 'buy', orderType: 'limit', tradeId: '' },
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

describeOperation(() => account, {
	resource: 'marginOrder',
	operation: 'getMaxQuantity',
	parameters: {
		pair: byName('BTC_USDT'),
		...{ side: 'buy', orderType: 'limit', leverage: '={{ $json.leverage }}', price: '30000' },
	},
	items: [{ leverage: '1' }, { leverage: '3' }],
	bad: { item: { leverage: '0' }, sentence: 'Leverage is zero; it has to be above 0.' },
	check([one], [three]) {
		// The sandbox's own form: EXMO's is not known
		expect(Number(three.max_quantity)).toBeGreaterThan(2 * Number(one.max_quantity));
	},
});
