import { describeOperation } from '../../harness/contract.mts';
import { byName } from '../../harness/locators.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';

const account = useLastingSandbox({ rateLimit: false });

const DECIMAL = /^\d+(\.\d+)?$/;

describeOperation(() => account, {
	resource: 'marginMarket',
	operation: 'getManyPairs',
	parameters: {
		returnAll: '={{ $json.all }}',
		limit: '={{ $json.limit }}',
		simplify: '={{ $json.all }}',
	},
	items: [
		{ all: true, limit: 1 },
		{ all: false, limit: 2 },
	],
	bad: { item: { all: false, limit: -1 }, sentence: 'Limit has to be a whole number' },
	check(all, two) {
		expect(all).toContainEqual({
			...{ pair: 'BTC_USDT', base: 'BTC', quote: 'USDT' },
			...{ bid: expect.stringMatching(DECIMAL), ask: expect.stringMatching(DECIMAL) },
			last: expect.stringMatching(DECIMAL),
			...{ minQuantity: expect.any(String), maxQuantity: expect.any(String) },
			...{ maxLeverage: '3', pricePrecision: 2, takerFeePercent: '0.05', makerFeePercent: '0' },
			updatedAt: expect.stringMatching(/^20.*Z$/),
		});
		expect(two.map(({ pair, name }) => [pair, name])).toEqual(
			all.slice(0, 2).map(({ pair }) => [pair, pair]),
		);
		expect(two[0]).toMatchObject({ liquidation_level: '5' });
	},
});

describeOperation(() => account, {
	resource: 'marginMarket',
	operation: 'getManyTrades',
	parameters: {
		pair: byName('={{ $json.pair }}'),
		...{ returnAll: false, limit: '={{ $json.limit }}' },
	},
	items: [
		{ pair: 'BTC_USDT', limit: 30 },
		{ pair: 'eth/usdt', limit: 2 },
	],
	bad: { item: { pair: 'ETH_BTC', limit: 1 }, sentence: 'is not listed for margin trading at' },
	check(bitcoin, ether) {
		expect(bitcoin.length).toBeGreaterThan(2);
		expect(new Set(bitcoin.map(({ tradeId }) => tradeId)).size).toBe(bitcoin.length);
		expect(ether).toHaveLength(2);
		expect(ether[0]).toEqual({
			tradeId: expect.stringMatching(/^\d+$/),
			...{ pair: 'ETH_USDT', side: expect.stringMatching(/^(buy|sell)$/) },
			price: expect.stringMatching(DECIMAL),
			quantity: expect.stringMatching(DECIMAL),
			amount: expect.stringMatching(DECIMAL),
			created: expect.stringMatching(/^\d{19}$/),
			createdAt: expect.stringMatching(/^20.*Z$/),
		});
	},
});

// One item with EXMO's JSON as it came; its form here is the sandbox's own, EXMO's is not known
describe.each([
	['getManyCurrencies', { currencies: expect.arrayContaining([{ name: 'BTC' }]) }],
	['getSettings', { settings: {} }],
	['getFunding', { fundings: expect.arrayContaining([{ currency: 'USDT', rate: '0.02' }]) }],
	['getLiquidations', { items: [] }],
])('%s', (operation, json) => {
	describeOperation(() => account, {
		resource: 'marginMarket',
		operation,
		parameters: { options: { responseTimeout: '={{ $json.wait }}' } },
		items: [{ wait: 10 }, { wait: 20 }],
		bad: {
			item: { wait: 'soon' },
			sentence: 'Response Timeout has to be a number of seconds above 0.',
		},
		check(first, second) {
			expect(first).toEqual([{ reply: json }]);
			expect(second).toEqual([{ reply: json }]);
		},
	});
});
