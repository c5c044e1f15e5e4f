import { money } from '../../../sandbox/exchange/money.mts';
import { describeOperation } from '../../harness/contract.mts';
import { byName } from '../../harness/locators.mts';
import { ids, ordersOf } from '../../harness/orders.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';

const account = useSandbox({ rateLimit: false });
const { order, create, place, cancel, openOrders } = ordersOf(account);

describe.each(['getManyOpen', 'getManyCancelled'])('lists of orders', (operation) => {
	describeOperation(() => account, {
		resource: 'order',
		operation,
		parameters: { returnAll: false, limit: '={{ $json.limit }}' },
		async items() {
			for (let count = 0; count < 3; count++) {
				const { orderId } = await place();
				if (operation === 'getManyCancelled') await cancel(orderId);
			}
			return [{ limit: 1 }, { limit: 3 }];
		},
		bad: { item: { limit: 0 }, sentence: 'Limit has to be a whole number of 1 or more.' },
		check(one, three) {
			expect([one.length, three.length]).toEqual([1, 3]);
			expect(three[0]).toEqual(one[0]);
		},
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

test('Get Many Cancelled: every page once, by pair, raw without Simplify', async () => {
	const { exchange } = account.sandbox;
	const demo = exchange.account('demo')!;
	for (let count = 0; count < 1250; count++) {
		const placed = exchange.placeOrder(demo, {
			pair: count % 2 ? 'BTC_USD' : 'ETH_USD',
			side: 'buy',
			style: 'limit',
			type: 'buy',
			quantity: money('0.01'),
			price: money('1000'),
			clientId: 0n,
		});
		exchange.spot.cancel(demo, placed.id);
	}
	const all = (await order('getManyCancelled', { returnAll: true })).json;
	expect(new Set(ids(all)).size).toBe(1250);
	const eth = (await order('getManyCancelled', { limit: 3, pairFilter: 'eth_usd' })).json;
	expect(ids(eth)).toEqual(ids(all.filter(({ pair }) => pair === 'ETH_USD').slice(0, 3)));
	const [raw] = (await order('getManyCancelled', { limit: 1, simplify: false })).json;
	expect(raw).toMatchObject({ order_id: all[0].orderId, type: 'buy', client_id: '0' });
});
