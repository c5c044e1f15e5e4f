import { formatDecimal, parseDecimal } from '../../../../exmo/money/decimal.ts';
import { Routes, type PairPrice } from '../../../../exmo/market/routes.ts';

const pair = (name: string, sell: string, buy: string): PairPrice => ({
	pair: name,
	sell: parseDecimal(sell),
	buy: parseDecimal(buy),
});
const best = (prices: PairPrice[], from: string, to: string) => {
	const route = new Routes(prices, to).best(from);
	return route && [route.pairs, formatDecimal(route.price)];
};

const BTC_USD = pair('BTC_USD', '80000', '80100');
const ETH_USD = pair('ETH_USD', '2500', '2501');
const ETH_BTC = pair('ETH_BTC', '0.03', '0.0301');

test.each<[string, PairPrice[], string, string, unknown]>([
	['the currency itself', [BTC_USD], 'USD', 'USD', [[], '1']],
	['a sale at what a seller gets', [BTC_USD], 'BTC', 'USD', [['BTC_USD'], '80000']],
	[
		'a purchase at what a buyer pays',
		[pair('BTC_USD', '1', '80000')],
		'USD',
		'BTC',
		[['BTC_USD'], '0.0000125'],
	],
	// 0.03 x 80000 = 2400 is less than 2500
	[
		'the direct way when it brings more',
		[BTC_USD, ETH_USD, ETH_BTC],
		'ETH',
		'USD',
		[['ETH_USD'], '2500'],
	],
	[
		'the way round when it brings more',
		[BTC_USD, pair('ETH_USD', '2300', '2301'), ETH_BTC],
		'ETH',
		'USD',
		[['ETH_BTC', 'BTC_USD'], '2400'],
	],
	[
		'the shorter of two equal ones',
		[pair('BTC_USD', '100', '100'), pair('ETH_BTC', '2', '2'), pair('ETH_USD', '200', '200')],
		'ETH',
		'USD',
		[['ETH_USD'], '200'],
	],
	[
		'three pairs',
		[pair('A_B', '2', '2'), pair('B_C', '3', '3'), pair('C_D', '5', '5')],
		'A',
		'D',
		[['A_B', 'B_C', 'C_D'], '30'],
	],
	[
		'but not four',
		[pair('A_B', '2', '2'), pair('B_C', '3', '3'), pair('C_D', '5', '5'), pair('D_E', '7', '7')],
		'A',
		'E',
		undefined,
	],
	['no way', [BTC_USD], 'DOGE', 'USD', undefined],
	[
		'a pair without buyers is closed to sellers',
		[pair('BTC_USD', '0', '80100')],
		'BTC',
		'USD',
		undefined,
	],
])('%s', (_what, prices, from, to, expected) => {
	expect(best(prices, from, to)).toEqual(expected);
});
