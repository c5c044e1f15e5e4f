import { byId } from '../../harness/locators.mts';
import { marginOf } from '../../harness/margin.mts';
import { useFreshSandbox } from '../../harness/sandboxAccount.mts';

const account = useFreshSandbox({ rateLimit: false });
const { margin, create, createTwo, open, truth, lose } = marginOf(account);

describe('an answer that got lost', () => {
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
			/^It is not known whether EXMO carried out the margin order with client order ID \d{10}$/,
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
