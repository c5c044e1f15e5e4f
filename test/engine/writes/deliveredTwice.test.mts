import { LIMIT_BUY } from '../../harness/orders.mts';
import { byName } from '../../harness/locators.mts';
import { ORDER as MARGIN_ORDER } from '../../harness/margin.mts';
import { truthOf } from '../../harness/truth.mts';
import { testDeliveredTwice, toldBy, type Write } from '../../harness/twice.mts';

const WRITES: readonly Write[] = [
	{
		what: 'order',
		endpoint: 'order_create',
		parameters: { resource: 'order', operation: 'create', ...LIMIT_BUY },
	},
	{
		what: 'stop order',
		endpoint: 'stop_market_order_create',
		parameters: {
			...{ resource: 'stopOrder', operation: 'create', pair: byName('BTC_USD'), side: 'sell' },
			...{ quantity: '0.01', triggerPrice: '20000' },
		},
	},
	{
		what: 'margin order',
		endpoint: 'margin/user/order/create',
		parameters: { resource: 'marginOrder', operation: 'create', ...MARGIN_ORDER },
	},
];

describe('what carries a client order ID stands once, and a twin that came late is told', () => {
	testDeliveredTwice(WRITES, async (run, { sandbox }, { lagMs }) => {
		const { orders, marginOrders } = await truthOf(sandbox);
		const accepted = [...orders, ...marginOrders];
		const standing = accepted.filter(({ status }) => status !== 'cancelled');
		expect(standing).toHaveLength(1);
		expect(new Set(accepted.map(({ clientId }) => clientId)).size).toBe(1);
		const told = toldBy(run);
		for (const twin of accepted.filter((order) => order !== standing[0])) {
			expect(told).toContain(twin.id);
		}
		if (run.error) {
			expect(lagMs).toBeGreaterThan(0); // it was there to be found
			expect(told).toMatch(/It is not known whether/);
			expect(told).toContain(standing[0].clientId);
		} else {
			expect(run.json).toEqual([
				expect.objectContaining({
					orderId: standing[0].id,
					clientOrderId: standing[0].clientId,
				}),
			]);
		}
	});
});
