import type { IDataObject } from 'n8n-workflow';
import { formatDecimal, parseDecimal, subtract } from '../../../exmo/money/decimal.ts';
import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { LIMIT_BUY, ordersOf } from '../../harness/orders.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';

const account = useSandbox({ rateLimit: false });
const { create, accepted, sent } = ordersOf(account);

describe('what cannot be an order is refused before anything is sent', () => {
	test.each([
		[
			'an empty quantity',
			{ quantity: '={{ "" }}' },
			'Quantity is empty. Fill in a number such as 0.001.',
		],
		['a word', { quantity: 'all' }, 'Quantity "all" is not a number. Write it like 0.001.'],
		['a decimal comma', { price: '30000,5' }, 'Price "30000,5" is not a number. Write 30000.5.'],
		['a negative price', { price: '-1' }, 'Price is negative; it has to be above 0.'],
		[
			'an unlisted pair',
			{ pair: byName('BTC_DOGE') },
			/^The pair BTC_DOGE is not listed at \S+ Did you mean BTC_EUR, BTC_USD or BTC_USDT\? Market/,
		],
		['base and quote swapped', { pair: byName('USD_ETH') }, 'Did you mean ETH_USD?'],
		[
			'something that is no pair',
			{ pair: byName('BTC') },
			'"BTC" is not a pair. Write base and quote like BTC_USD.',
		],
		[
			'a quantity below the minimum',
			{ quantity: '0.00000001' },
			/^The quantity 0\.00000001 BTC is below the minimum (\S+) BTC of BTC_USD\. The nearest valid quantity is \1\.$/,
		],
		[
			'a price above the maximum',
			{ price: '99999999999' },
			/^The price 99999999999 USD is above the maximum (\S+) USD of BTC_USD\. The nearest valid price is \1\.$/,
		],
		[
			'a worth below the minimum',
			{ quantity: '0.0001', price: '1.5' },
			/^Quantity times price is 0\.00015 USD, below the minimum/,
		],
		[
			'too many decimals, when not to be fitted',
			{ price: '30000.129', options: { fitting: 'refuse' } },
			'The price 30000.129 has more than 2 decimals. The nearest valid price is 30000.13.',
		],
		[
			'a worth above Max Order Value',
			{ options: { maxOrderValue: '29.99' } },
			'The order is worth 30 USD, more than the Max Order Value of 29.99 USD.',
		],
		[
			'a market order worth more than Max Order Value',
			{ orderType: 'market', options: { maxOrderValue: '10' } },
			/^The order is worth \S+ USD, more than the Max Order Value of 10 USD\.$/,
		],
		[
			'a client order ID that is no number',
			{ options: { clientOrderId: 'mine' } },
			'Client Order ID "mine" is not a whole number from 1 to 2147483647. That EXMO takes a larger one is not known.',
		],
		[
			'a side that does not exist',
			{ side: '={{ "hold" }}' },
			'Side "hold" is not one of buy, sell.',
		],
	])('%s', async (_what, changes, sentence) => {
		const { error, status } = await create(changes as IDataObject);
		expect(status).toBe('error');
		if (sentence instanceof RegExp) expect(error?.message).toMatch(sentence);
		else expect(error?.message).toContain(sentence);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(await sent()).toBe(0);
	});

	test('a credential without the permission Trade', async () => {
		const { error } = await runExmo(account.credentialsOf('full', 'read'), {
			resource: 'order',
			operation: 'create',
			...LIMIT_BUY,
		});
		expect(error?.message).toContain('Order: Create needs the permission "Trade"');
		expect(await sent()).toBe(0);
	});

	describe('the balance does not suffice: EXMO says so, and the error has the figures', () => {
		const free = async (currency: string): Promise<string> => {
			const balances = await runExmo(account.credentials, {
				...{ resource: 'account', operation: 'getBalances', currency },
			});
			return String(balances.json[0].free);
		};
		test.each([
			['a limit purchase', { quantity: '30' }, 'USD', '900000'],
			['a limit sale', { side: 'sell', quantity: '9', price: '90000' }, 'BTC', '9'],
			[
				'a market purchase by total',
				{ orderType: 'marketTotal', total: '499999' },
				'USD',
				'499999',
			],
		])('%s', async (_what, changes, currency, needed) => {
			const there = await free(currency);
			const { error } = await create(changes);
			expect(error?.message).toBe('The balance is not sufficient');
			const missing = formatDecimal(subtract(parseDecimal(needed), parseDecimal(there)));
			expect(error?.description).toContain(
				`Needed: ${needed} ${currency}. Free: ${there} ${currency}. Short by ${missing} ${currency}. Compare with Account: Get Balances; amounts in open orders are not free.`,
			);
		});

		test('what is bound in open orders is told as well', async () => {
			await create({ quantity: '0.5' });
			const { error } = await create({ quantity: '30' });
			expect(error?.description).toMatch(
				/Free: \S+ USD; in open orders: 15000 USD, together \S+ USD\./,
			);
		});

		test('a market purchase, which nobody has priced, tells what is free', async () => {
			const { error } = await create({ orderType: 'market', quantity: '9' });
			expect(error?.description).toMatch(
				new RegExp(`^Free: ${await free('USD')} USD\\. Compare with Account: Get Balances`),
			);
		});

		test('balances that cannot be read: the refusal alone', async () => {
			account.sandbox.faults.add({ kind: 'serverError', endpoints: ['user_info'] });
			const { error } = await create({ quantity: '30' });
			expect(error?.message).toBe('The balance is not sufficient');
			expect(error?.description).toMatch(/^Compare with/);
		});
	});

	test('Continue On Fail: the second of three items fails, the others are placed', async () => {
		const { json } = await create(
			{ quantity: '={{ $json.quantity }}' },
			{
				items: [{ quantity: '0.001' }, { quantity: 'much' }, { quantity: '0.002' }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(json).toEqual([
			expect.objectContaining({ quantity: '0.001' }),
			{
				error: expect.objectContaining({
					title: 'Quantity "much" is not a number. Write it like 0.001.',
				}),
				message: 'Quantity "much" is not a number. Write it like 0.001. Nothing was sent.',
			},
			expect.objectContaining({ quantity: '0.002' }),
		]);
		expect(await accepted()).toHaveLength(2);
	});
});
