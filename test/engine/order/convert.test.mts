import type { IDataObject } from 'n8n-workflow';
import { describeOperation, expectSchema } from '../../harness/contract.mts';
import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

// The contract wants a market as usual; what is computed by hand, the one of September 2026, which has
// one quote each side, a tenth away from the middle, and 1 % fee
const usual = useSandbox({ rateLimit: false });
const account = useSandbox({ rateLimit: false, market: 'winddown' });

const convert = async (
	fromCurrency: string,
	toCurrency: string,
	amount: string,
	changes: IDataObject = {},
	settings: Parameters<typeof runExmo>[2] = {},
) =>
	await runExmo(
		account.credentials,
		{
			resource: 'order',
			operation: 'convert',
			fromCurrency: byName(fromCurrency),
			toCurrency: byName(toCurrency),
			amount,
			maxPriceImpact: '11',
			...changes,
		},
		settings,
	);
const accepted = async () => (await truthOf(account.sandbox)).orders;

describeOperation(() => usual, {
	resource: 'order',
	operation: 'convert',
	parameters: {
		fromCurrency: byName('={{ $json.from }}'),
		toCurrency: byName('={{ $json.to }}'),
		amount: '={{ $json.amount }}',
	},
	items: [
		{ from: 'BTC', to: 'USD', amount: '0.01' },
		{ from: 'usd', to: 'eth', amount: 100 },
	],
	bad: {
		item: { from: 'DOGE', to: 'EUR', amount: '100' },
		sentence: 'No pair joins DOGE and EUR directly. DOGE can be converted into USD.',
	},
	check([sale], [purchase]) {
		expect(sale).toMatchObject({
			pair: 'BTC_USD',
			side: 'sell',
			orderType: 'market',
			spent: '0.01',
		});
		expect(purchase).toMatchObject({ pair: 'ETH_USD', side: 'buy', orderType: 'marketTotal' });
	},
});

describe('Convert, computed by hand', () => {
	test('sells the base currency: 0.1 BTC at 77310', async () => {
		const { json } = await convert('BTC', 'USDC', '0.1');
		expectSchema('order', 'convert', json);
		expect(json).toEqual([
			expect.objectContaining({
				pair: 'BTC_USDC',
				side: 'sell',
				orderType: 'market',
				quantity: '0.1',
				spent: '0.1',
				received: '7731',
				averagePrice: '77310',
				fees: [{ feeAmount: '77.31', feeCurrency: 'USDC' }],
			}),
		]);
		expect(await accepted()).toEqual([expect.objectContaining({ type: 'market_sell' })]);
	});

	test('buys for a total of the quote currency: 302.28 USDC at 3022.8', async () => {
		const { json } = await convert('USDC', 'ETH', '302.28');
		expect(json[0]).toMatchObject({
			pair: 'ETH_USDC',
			side: 'buy',
			total: '302.28',
			spent: '302.28',
			received: '0.1',
			averagePrice: '3022.8',
			fees: [{ feeAmount: '0.001', feeCurrency: 'ETH' }],
		});
		expect(await accepted()).toEqual([expect.objectContaining({ type: 'market_buy_total' })]);
	});

	test('Dry Run says what it would bring, and sends nothing', async () => {
		const { json } = await convert('BTC', 'USDC', '0.1', { dryRun: true });
		expectSchema('order', 'convert', json);
		expect(json[0]).toMatchObject({
			dryRun: true,
			fromCurrency: 'BTC',
			toCurrency: 'USDC',
			wouldSend: { pair: 'BTC_USDC', quantity: '0.1', price: '0', type: 'market_sell' },
			value: '7731',
			valueCurrency: 'USDC',
			averagePrice: '77310',
			priceImpactPercent: '10',
			highestFee: '77.31',
			feeCurrency: 'USDC',
			freeBalance: '0.25',
			freeBalanceCurrency: 'BTC',
			balanceSuffices: true,
		});
		expect(await accepted()).toEqual([]);
	});
});

describe('what is refused before anything is sent', () => {
	test.each<[string, [string, string, string, IDataObject?], string]>([
		[
			'a price too far from the middle',
			['BTC', 'USDC', '0.1', { maxPriceImpact: '9.99' }],
			'The average price would be 10 % away from the middle of the order book of BTC_USDC, more than the Max Price Impact of 9.99 %.',
		],
		[
			'more than the book has',
			['USDC', 'BTC', '100000', { maxPriceImpact: '1000' }],
			'The order book of BTC_USDC is too thin to price this order',
		],
		[
			'two currencies without a pair, with the way round',
			['DOGE', 'BTC', '100'],
			'No pair joins DOGE and BTC directly. Convert in two steps, by way of USDC.',
		],
		['a currency without a pair', ['NOPE', 'BTC', '100'], 'No listed pair has NOPE.'],
		['a currency into itself', ['BTC', 'btc', '100'], 'From and To Currency are both BTC.'],
		[
			'a worth above Max Order Value',
			['BTC', 'USDC', '0.1', { options: { maxOrderValue: '7730' } }],
			'The order is worth 7731 USDC, more than the Max Order Value of 7730 USDC.',
		],
		[
			'a total below the minimum of the pair',
			['USDC', 'ETH', '0.5'],
			'The total 0.5 USDC is below the minimum 1 USDC of ETH_USDC.',
		],
		[
			'an amount that is none',
			['BTC', 'USDC', 'all'],
			'Amount "all" is not a number. Write it like 0.5.',
		],
	])('%s', async (_what, parameters, sentence) => {
		const { error } = await convert(...parameters);
		expect(error?.message).toContain(sentence);
		expect(await accepted()).toEqual([]);
	});

	test('a book of which one side is empty has no middle', async () => {
		account.sandbox.faults.add({
			kind: 'custom',
			endpoints: ['order_book'],
			body: '{"BTC_USDC":{"ask":[],"bid":[["77310","1","77310"]]}}',
		});
		const { error } = await convert('BTC', 'USDC', '0.1');
		expect(error?.message).toContain('One side of the order book of BTC_USDC is empty');
	});
});

test('a conversion whose answer got lost is found, not repeated', async () => {
	account.sandbox.faults.add({ kind: 'reset', endpoints: ['order_create'], times: 1 });
	const { json } = await convert('BTC', 'USDC', '0.1');
	expect(json[0]).toMatchObject({ reconciled: true, spent: '0.1', received: '7731' });
	expect(await accepted()).toHaveLength(1);
});

test('trouble after the conversion is no failure: it is done', async () => {
	account.sandbox.faults.add({ kind: 'maintenance', endpoints: ['order_trades'] });
	const { json, error } = await convert('BTC', 'USDC', '0.1');
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ orderId: expect.any(String), spent: '', received: '' });
});

test('Retry On Fail converts each item once', async () => {
	account.sandbox.faults.add({
		kind: 'custom',
		endpoints: ['order_create'],
		effect: 'before',
		skip: 1,
		times: 1,
		body: '{"result":false,"error":"Error 50052: Insufficient funds"}',
	});
	const { json } = await convert(
		'BTC',
		'USDC',
		'={{ $json.amount }}',
		{},
		{
			items: [{ amount: '0.1' }, { amount: '0.05' }],
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		},
	);
	expect(json.map(({ spent }) => spent)).toEqual(['0.1', '0.05']);
	expect((await accepted()).map(({ quantity }) => quantity)).toEqual(['0.1', '0.05']);
});
