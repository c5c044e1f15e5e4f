import type { IDataObject } from 'n8n-workflow';
import { describeOperation, expectSchema } from '../../harness/contract.mts';
import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';

// The market of September 2026 does not move: its books are those of exmo-api/MARKET-2026-09.md
const account = useLastingSandbox({ rateLimit: false, market: 'winddown' });

const market = async (operation: string, parameters: IDataObject = {}) =>
	(await runExmo(account.credentials, { resource: 'market', operation, ...parameters })).json;

const PAIR = { pair: byName('={{ $json.pair }}') };
const NOT_LISTED = { item: { pair: 'NOPE_USDC' }, sentence: 'The pair NOPE_USDC is not listed at' };
const LIMITED = { returnAll: false, limit: '={{ $json.limit }}' };
const NO_LIMIT = { item: { limit: 0 }, sentence: 'Limit has to be a whole number of 1 or more.' };

describe.each([
	['getTicker', PAIR],
	['getOrderBook', { ...PAIR, depth: 5 }],
	['getManyTrades', PAIR],
	['getCandles', PAIR],
])('of one pair', (operation, parameters) => {
	describeOperation(() => account, {
		resource: 'market',
		operation,
		parameters,
		items: [{ pair: 'BTC_USDC' }, { pair: 'eth/usdc' }],
		bad: NOT_LISTED,
		check(btc, eth) {
			expect(new Set(btc.map(({ pair }) => pair))).toEqual(new Set(['BTC_USDC']));
			expect(new Set(eth.map(({ pair }) => pair))).toEqual(new Set(['ETH_USDC']));
		},
	});
});

describe.each(['getManyTickers', 'getManyPairs', 'getManyNetworks'])(
	'of everything',
	(operation) => {
		describeOperation(() => account, {
			resource: 'market',
			operation,
			parameters: LIMITED,
			items: [{ limit: 1 }, { limit: 3 }],
			bad: NO_LIMIT,
			check(one, three) {
				expect([one.length, three.length]).toEqual([1, 3]);
				expect(three[0]).toEqual(one[0]);
			},
		});
	},
);

describeOperation(() => account, {
	resource: 'market',
	operation: 'getManyCurrencies',
	parameters: { ...LIMITED, withNames: '={{ $json.withNames }}' },
	items: [
		{ limit: 1, withNames: true },
		{ limit: 3, withNames: false },
	],
	bad: NO_LIMIT,
	check(named, codes) {
		expect([named.length, codes.length]).toEqual([1, 3]);
		expect(named[0].name).toEqual(expect.any(String));
		expect(codes[0]).toEqual({ currency: named[0].currency });
	},
});

describeOperation(() => account, {
	resource: 'market',
	operation: 'getRequiredAmount',
	parameters: { ...PAIR, quantity: '={{ $json.quantity }}' },
	items: [
		{ pair: 'BTC_USDC', quantity: '0.5' },
		{ pair: 'ETH_USDC', quantity: 2 },
	],
	bad: {
		item: { pair: 'BTC_USDC', quantity: 'half' },
		sentence: 'Quantity "half" is not a number. Write it like 0.001.',
	},
	check([btc], [eth]) {
		expect(btc).toEqual({
			pair: 'BTC_USDC',
			askedQuantity: '0.5',
			quantity: '0.5',
			amount: '47245',
			averagePrice: '94490',
		});
		expect(eth).toMatchObject({ amount: '6045.6', averagePrice: '3022.8' });
	},
});

describeOperation(() => account, {
	resource: 'market',
	operation: 'estimateOrder',
	parameters: {
		...PAIR,
		side: '={{ $json.side }}',
		sizeIn: '={{ $json.total ? "total" : "quantity" }}',
		quantity: '={{ $json.quantity ?? "" }}',
		total: '={{ $json.total ?? "" }}',
	},
	items: [
		{ pair: 'BTC_USDC', side: 'buy', quantity: '0.5' },
		{ pair: 'XRP_USDC', side: 'buy', total: '100' },
	],
	bad: {
		item: { pair: 'BTC_USDC', side: 'hold', quantity: '1' },
		sentence: 'Side "hold" is not one of buy, sell.',
	},
	check([byQuantity], [byTotal]) {
		expect(byQuantity).toMatchObject({ quantity: '0.5', unfilledCurrency: 'BTC' });
		expect(byTotal).toMatchObject({ amount: '100', unfilledCurrency: 'USDC' });
	},
});

describe('Estimate Order, computed by hand', () => {
	// bid 77310 x 1 and 0.01 x 0.00006, ask 94490 x 0.98659564: the middle is 85900
	test.each<[string, IDataObject, IDataObject]>([
		[
			'a purchase that one level fills',
			{ pair: byName('BTC_USDC'), side: 'buy', quantity: '0.5' },
			{
				quantity: '0.5',
				amount: '47245',
				averagePrice: '94490',
				bestPrice: '94490',
				worstPrice: '94490',
				midPrice: '85900',
				priceImpactPercent: '10', // 8590 of 85900
				feePercent: '1',
				feeAmount: '0.005',
				received: '0.495',
				receivedCurrency: 'BTC',
				unfilled: '0',
				filledCompletely: true,
			},
		],
		[
			'a sale down to the second level',
			{ pair: byName('BTC_USDC'), side: 'sell', quantity: '1.00003' },
			{
				quantity: '1.00003',
				amount: '77310.0000003', // 1 x 77310 + 0.00003 x 0.01
				averagePrice: '77307.68076988',
				bestPrice: '77310',
				worstPrice: '0.01',
				priceImpactPercent: '10.0027',
				feeAmount: '773.1', // 773.100000003, cut
				received: '76536.9000003',
				receivedCurrency: 'USDC',
				filledCompletely: true,
			},
		],
		[
			'a total to spend',
			{ pair: byName('XRP_USDC'), side: 'buy', sizeIn: 'total', total: '100' },
			{
				quantity: '58.47953216', // 100 / 1.71, rounded down
				amount: '100',
				midPrice: '1.55',
				feeAmount: '0.58479532',
				received: '57.89473684',
				unfilled: '0',
				unfilledCurrency: 'USDC',
			},
		],
		[
			'more than there is',
			{ pair: byName('BTC_USDC'), side: 'buy', quantity: '2' },
			{
				quantity: '0.98659564',
				amount: '93223.4220236',
				unfilled: '1.01340436',
				unfilledCurrency: 'BTC',
				filledCompletely: false,
			},
		],
	])('%s', async (_what, parameters, expected) => {
		const [estimate] = await market('estimateOrder', parameters);
		expect(estimate).toMatchObject(expected);
	});
});

test('Simplify off gives the row as EXMO sends it, with the pair', async () => {
	const off = { simplify: false };
	const [ticker] = await market('getTicker', { pair: byName('BTC_USDC'), ...off });
	expect(ticker).toMatchObject({ pair: 'BTC_USDC', buy_price: '77310', sell_price: '94490' });
	const [many] = await market('getManyTickers', { returnAll: true, currency: 'BTC', ...off });
	expect(many).toEqual(ticker);
	const [pair] = await market('getManyPairs', { returnAll: true, currency: 'BTC', ...off });
	expect(pair).toMatchObject({ pair: 'BTC_USDC', min_quantity: '0.00002', price_precision: 2 });
});

test('Get Many Currencies without names asks for the codes alone', async () => {
	const codes = await market('getManyCurrencies', { returnAll: true, withNames: false });
	const named = await market('getManyCurrencies', { returnAll: true });
	expectSchema('market', 'getManyCurrencies', codes);
	expect(codes[0]).toEqual({ currency: named[0].currency });
	expect(codes).toHaveLength(named.length);
	expect(named).toContainEqual({ currency: 'BTC', name: 'Bitcoin' });
});

test('Get Many Networks filters by currency, direction and whether they are enabled', async () => {
	const networks = async (filters: IDataObject) =>
		await market('getManyNetworks', { returnAll: true, ...filters });
	const all = await networks({});
	const usdc = await networks({ currency: 'usdc', direction: 'withdrawal' });
	expect(usdc.map(({ network }) => network)).toEqual(['ERC20', 'SOL']);
	expect(usdc[0]).toMatchObject({ currency: 'USDC', direction: 'withdrawal', maxAmount: '100000' });
	const [deposit] = await networks({ currency: 'USDC', direction: 'deposit' });
	expect(deposit.maxAmount).toBe(''); // EXMO's 0 is no maximum
	const enabled = await networks({ onlyEnabled: true });
	expect(enabled).toEqual(all.filter((network) => network.enabled));
	expect(enabled.length).toBeLessThan(all.length); // deposits ended with the wind-down
	expect(await networks({ currency: 'EUR' })).toEqual([]);
});
