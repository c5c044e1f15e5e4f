import type { IDataObject } from 'n8n-workflow';
import { describeOperation, expectSchema } from '../../harness/contract.mts';
import { runExmo } from '../../harness/engine.mts';
import { byId, byName } from '../../harness/locators.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

const account = useSandbox({ rateLimit: false });

const STOP = {
	pair: byName('BTC_USD'),
	side: 'sell',
	quantity: '={{ $json.quantity ?? "0.01" }}',
	triggerPrice: '20000',
};
const stopOrder = async (
	operation: string,
	parameters: IDataObject = {},
	settings: Parameters<typeof runExmo>[2] = {},
) =>
	await runExmo(account.credentials, { resource: 'stopOrder', operation, ...parameters }, settings);
const create = async (changes: IDataObject = {}, settings: Parameters<typeof runExmo>[2] = {}) =>
	await stopOrder('create', { ...STOP, ...changes }, settings);
const open = async () => (await stopOrder('getManyOpen', { returnAll: true })).json;
const accepted = async () => (await truthOf(account.sandbox)).orders;

describeOperation(() => account, {
	resource: 'stopOrder',
	operation: 'create',
	parameters: STOP,
	items: [{ quantity: '0.01' }, { quantity: '0.02' }],
	bad: {
		item: { quantity: 'much' },
		sentence: 'Quantity "much" is not a number. Write it like 0.001.',
	},
	async check([first], [second]) {
		expect([first.quantity, second.quantity]).toEqual(['0.01', '0.02']);
		expect(new Set((await open()).map(({ orderId }) => orderId))).toEqual(
			new Set([first.orderId, second.orderId]),
		);
	},
});

describeOperation(() => account, {
	resource: 'stopOrder',
	operation: 'cancel',
	parameters: { orderId: byId('={{ $json.orderId }}') },
	items: async () => [
		{ orderId: (await create()).json[0].orderId },
		{ orderId: (await create()).json[0].orderId },
	],
	bad: { item: { orderId: '1' }, sentence: 'There is no such stop order' },
	async check([first], [second]) {
		expect(first.orderId).not.toBe(second.orderId);
		expect(await open()).toEqual([]);
	},
});

describeOperation(() => account, {
	resource: 'stopOrder',
	operation: 'getManyOpen',
	parameters: { returnAll: true, pairFilter: '={{ $json.pair }}' },
	async items() {
		await create();
		await create({ pair: byName('ETH_USD'), triggerPrice: '900', quantity: '0.1' });
		await runExmo(account.credentials, {
			resource: 'order',
			operation: 'create',
			pair: byName('BTC_USD'),
			quantity: '0.001',
			price: '30000',
		});
		return [{ pair: 'eth_usd' }, { pair: '' }];
	},
	bad: { item: { pair: 'ETH' }, sentence: '"ETH" is not a pair.' },
	check(eth, all) {
		expect(eth).toEqual([
			expect.objectContaining({ pair: 'ETH_USD', orderType: 'stopMarket', triggerPrice: '900' }),
		]);
		expect(all).toHaveLength(2); // the limit order is not among them
	},
});

test('the ID keeps all its digits, more than a JavaScript number has', async () => {
	const { json } = await create();
	expect(BigInt(String(json[0].orderId))).toBeGreaterThan(2n ** 53n);
	expect((await accepted())[0]).toMatchObject({
		id: json[0].orderId,
		clientId: json[0].clientOrderId,
		type: 'stop_market_sell',
	});
});

test.each<[string, IDataObject, string]>([
	['an unlisted pair', { pair: byName('NOPE_USD') }, 'The pair NOPE_USD is not listed at'],
	[
		'a quantity below the minimum',
		{ quantity: '0.00000001' },
		'The quantity 0.00000001 BTC is below the minimum',
	],
	[
		'a trigger price above the maximum',
		{ triggerPrice: '99999999999' },
		'The trigger price 99999999999 USD is above the maximum',
	],
	[
		'too many decimals, when not to be fitted',
		{ triggerPrice: '20000.129', options: { fitting: 'refuse' } },
		'The trigger price 20000.129 has more than 2 decimals. The nearest valid trigger price is 20000.13.',
	],
	[
		'a worth above Max Order Value, at the trigger price',
		{ options: { maxOrderValue: '199' } },
		'The order is worth 200 USD, more than the Max Order Value of 199 USD.',
	],
])('%s is refused before anything is sent', async (_what, changes, sentence) => {
	const { error } = await create(changes);
	expect(error?.message).toContain(sentence);
	expect(await accepted()).toEqual([]);
});

test('Dry Run prices at the trigger price and sends nothing', async () => {
	const { json } = await create({ dryRun: true });
	expectSchema('stopOrder', 'create', json);
	expect(json[0]).toMatchObject({
		dryRun: true,
		wouldSend: { pair: 'BTC_USD', quantity: '0.01', trigger_price: '20000', type: 'sell' },
		value: '200',
		highestFee: '0.6', // 0.3 % of 200
		feeCurrency: 'USD',
		freeBalanceCurrency: 'BTC',
		balanceSuffices: true,
	});
	expect(await accepted()).toEqual([]);
});

test('a stop order whose answer got lost is found by its client order ID, open or fired', async () => {
	for (const triggerPrice of ['20000', '300000']) {
		account.sandbox.reset();
		account.sandbox.faults.add({
			kind: 'reset',
			endpoints: ['stop_market_order_create'],
			times: 1,
		});
		const { json } = await create({ triggerPrice }); // a sale at 300000 fires at once
		const [stop] = await accepted();
		expect(json).toEqual([expect.objectContaining({ orderId: stop.id, reconciled: true })]);
	}
});

test('a cancellation whose answer got lost is looked up', async () => {
	const { orderId } = (await create()).json[0];
	account.sandbox.faults.add({ kind: 'reset', endpoints: ['stop_market_order_cancel'], times: 1 });
	const { json } = await stopOrder('cancel', { orderId: byId(orderId) });
	expect(json).toEqual([{ orderId, cancelled: true, reconciled: true }]);
	expect((await truthOf(account.sandbox)).endpoints.stop_market_order_cancel).toBe(1);
});
