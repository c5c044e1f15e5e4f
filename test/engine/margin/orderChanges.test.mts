import type { IDataObject } from 'n8n-workflow';
import { describeOperation } from '../../harness/contract.mts';
import { byId } from '../../harness/locators.mts';
import { marginOf } from '../../harness/margin.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';

const account = useSandbox({ rateLimit: false });
const { margin, createTwo, open, truth } = marginOf(account);

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
		expect((await open()).map(({ remainingQuantity }) => remainingQuantity)).toEqual([
			'0.03',
			'0.05',
		]);
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
			before: { price: '30000', remainingQuantity: '0.01' },
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
