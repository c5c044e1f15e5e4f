import { runExmo } from '../../harness/engine.mts';
import { LIMIT_BUY } from '../../harness/orders.mts';
import { useFreshSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

const account = useFreshSandbox({ rateLimit: false });

test('delivered twice, the lists lag, and the answer to the next sending gets lost: a twin is cancelled and told', async () => {
	const { faults } = account.sandbox;
	const ofOrder = { endpoints: ['order_create'], times: 1 };
	faults.add({ ...ofOrder, kind: 'duplicate', answer: 'second', ahead: 3 });
	faults.add({ ...ofOrder, kind: 'custom', body: '{}', skip: 1 });
	faults.add({ kind: 'lag', ms: 3000 });
	const { json } = await runExmo(account.credentials, {
		...{ resource: 'order', operation: 'create', ...LIMIT_BUY },
	});
	const { orders } = await truthOf(account.sandbox);
	expect(orders.map(({ status }) => status).toSorted()).toEqual(['cancelled', 'open']);
	const twin = orders.find(({ status }) => status === 'cancelled');
	const standing = orders.find(({ status }) => status === 'open');
	expect(json).toEqual([
		expect.objectContaining({
			orderId: standing?.id,
			reconciled: true,
			twin: { orderId: twin?.id, cancelled: true, note: expect.stringContaining('is cancelled') },
		}),
	]);
});
