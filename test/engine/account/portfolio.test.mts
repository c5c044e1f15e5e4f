import type { IDataObject } from 'n8n-workflow';
import { describeOperation } from '../../harness/contract.mts';
import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';

// The market of September 2026 does not move, and every account starts with the same balances
const account = useLastingSandbox({ rateLimit: false, market: 'winddown' });

const valueIn = async (currency: string, parameters: IDataObject = {}) =>
	(
		await runExmo(account.credentials, {
			resource: 'account',
			operation: 'getPortfolioValue',
			currency: byName(currency),
			...parameters,
		})
	).json[0];

describe('the other operations of the account', () => {
	describeOperation(() => account, {
		resource: 'account',
		operation: 'getBalances',
		parameters: {
			currency: '={{ $json.currency }}',
			options: { queueTimeout: '={{ $json.turn ?? 9 }}' },
		},
		items: [{ currency: 'BTC' }, { currency: 'usdrec' }],
		bad: {
			item: { currency: 'BTC', turn: -1 },
			sentence: 'Queue Timeout has to be a number of seconds above 0.',
		},
		check(btc, claim) {
			expect([btc[0].total, claim[0].total]).toEqual(['0.25', '4200.5']);
			expect(claim[0].currency).toBe('USDRec');
		},
	});

	describeOperation(() => account, {
		resource: 'account',
		operation: 'getInfo',
		parameters: { options: { queueTimeout: '={{ $json.turn }}' } },
		items: [{ turn: 10 }, { turn: 20 }],
		bad: {
			item: { turn: -1 },
			sentence: 'Queue Timeout has to be a number of seconds above 0.',
		},
		check([first], [second]) {
			expect(first.accountId).toBe(second.accountId);
		},
	});
});

describeOperation(() => account, {
	resource: 'account',
	operation: 'getPortfolioValue',
	parameters: { currency: byName('={{ $json.currency }}') },
	items: [{ currency: 'USDC' }, { currency: 'btc' }],
	bad: {
		item: { currency: 'NOPE' },
		sentence: 'No listed pair has the currency NOPE, so nothing can be valued in it.',
	},
	check([usdc], [btc]) {
		expect([usdc.currency, btc.currency]).toEqual(['USDC', 'BTC']);
	},
});

test('without a currency, in the one that most pairs are priced in', async () => {
	const { json } = await runExmo(account.credentials, {
		resource: 'account',
		operation: 'getPortfolioValue',
	});
	expect(json).toEqual([expect.objectContaining({ currency: 'USDC' })]);
});

describe('Get Portfolio Value, computed by hand', () => {
	test('in USDC, at the best bid: every currency has a pair', async () => {
		expect(await valueIn('USDC')).toMatchObject({
			currency: 'USDC',
			value: '34829.06848116', // the sum of the values below
			holdings: expect.arrayContaining([
				{ currency: 'USDC', amount: '1500', route: [], price: '1', value: '1500' },
				{ currency: 'BTC', amount: '0.25', route: ['BTC_USDC'], price: '77310', value: '19327.5' },
				{ currency: 'ETH', amount: '3.2', route: ['ETH_USDC'], price: '2473.2', value: '7914.24' },
				{ currency: 'XRP', amount: '2500', route: ['XRP_USDC'], price: '1.39', value: '3475' },
				{ currency: 'SOL', amount: '12.5', route: ['SOL_USDC'], price: '105.3', value: '1316.25' },
				{ currency: 'DOGE', amount: '9000', route: ['DOGE_USDC'], price: '0.108', value: '972' },
				{
					currency: 'EUR',
					amount: '310.42',
					route: ['EUR_USDC'],
					price: '1.044',
					value: '324.07848',
				},
				// 0.00000317 x 0.369 = 0.00000116973
				{
					currency: 'ADA',
					amount: '0.00000317',
					route: ['ADA_USDC'],
					price: '0.369',
					value: '0.00000116',
				},
			]),
			// The claim token has no pair
			notValued: [{ currency: 'USDRec', amount: '4200.5' }],
		});
	});

	test('in BTC: the others go by way of USDC and buy at the best ask', async () => {
		const { holdings, notValued } = (await valueIn('BTC')) as unknown as {
			holdings: IDataObject[];
			notValued: IDataObject[];
		};
		expect(holdings).toContainEqual({
			currency: 'USDC',
			amount: '1500',
			route: ['BTC_USDC'],
			price: '0.00001058313048999894', // 1 / 94490
			value: '0.01587469',
		});
		expect(holdings).toContainEqual({
			currency: 'XRP',
			amount: '2500',
			route: ['XRP_USDC', 'BTC_USDC'],
			price: '0.00001471055138109852', // 1.39 / 94490
			value: '0.03677637',
		});
		expect(holdings).toContainEqual(
			expect.objectContaining({ currency: 'BTC', value: '0.25', route: [] }),
		);
		expect(notValued).toHaveLength(1);
	});

	test('by the middle and by the last trade', async () => {
		const btc = async (priceBasis: string) =>
			((await valueIn('USDC', { priceBasis })).holdings as IDataObject[]).find(
				({ currency }) => currency === 'BTC',
			);
		expect(await btc('mid')).toMatchObject({ price: '85900', value: '21475' });
		expect(await btc('last')).toMatchObject({ price: '94490', value: '23622.5' });
	});
});
