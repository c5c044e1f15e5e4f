import type { IDataObject } from 'n8n-workflow';
import { describeOperation } from '../../harness/contract.mts';
import { byName } from '../../harness/locators.mts';
import { marginOf, ORDER } from '../../harness/margin.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';

const account = useSandbox({ rateLimit: false });
const { create, open, truth } = marginOf(account);

describeOperation(() => account, {
	resource: 'marginOrder',
	operation: 'create',
	parameters: ORDER,
	items: [
		{ price: 30000.129 },
		{ side: 'sell', orderType: 'stopLimit', price: '200000.129', stopPrice: '20000' },
	],
	bad: {
		item: { quantity: '0.000001' },
		sentence: /^The quantity 0\.000001 BTC is below the minimum \S+ BTC of BTC_USDT\./,
	},
	async check([first], [second]) {
		expect(first).toEqual({
			orderId: expect.stringMatching(/^\d{18}$/),
			clientOrderId: expect.stringMatching(/^\d{10}$/),
			reconciled: false,
			...{ pair: 'BTC_USDT', side: 'buy', orderType: 'limit', quantity: '0.01', price: '30000.12' },
			...{ stopPrice: '', distance: '', leverage: '2' },
		});
		expect(second).toMatchObject({
			...{ side: 'sell', orderType: 'stopLimit', price: '200000.13', stopPrice: '20000' },
		});
		const { marginOrders } = await truth();
		expect(marginOrders.map(({ id, clientId }) => [id, clientId])).toEqual(
			[first, second].map(({ orderId, clientOrderId }) => [orderId, clientOrderId]),
		);
	},
});

describe('Create', () => {
	test.each<[string, string, IDataObject]>([
		['limit', 'limit', { price: '30000' }],
		['market', 'market', {}],
		['stop', 'stop', { stopPrice: '200000' }],
		['stopLimit', 'stop_limit', { stopPrice: '200000', price: '200000' }],
		['trailingStop', 'trailing_stop', { distance: '100' }],
	])('%s, buy and sell', async (orderType, wire, terms) => {
		const { json, error } = await create(
			{},
			{ items: ['buy', 'sell'].map((side) => ({ ...terms, side, orderType })) },
		);
		expect(error).toBeUndefined();
		const { marginOrders } = await truth();
		expect(marginOrders.map(({ id }) => id)).toEqual(json.map(({ orderId }) => orderId));
		// A stop that is due at once has become a market order by now
		if (!wire.startsWith('stop')) {
			expect(marginOrders.map(({ type }) => type)).toEqual([`${wire}_buy`, `${wire}_sell`]);
		}
	});

	test('comment, expiry and client order ID go along', async () => {
		const expire = new Date(Date.now() + 3_600_000).toISOString();
		const options = { comment: 'a try_out', expire, clientOrderId: '4711' };
		await create({ options });
		expect(await open()).toEqual([
			expect.objectContaining({
				comment: 'a try_out',
				clientOrderId: '4711',
				expiresAt: `${expire.slice(0, -4)}000Z`,
			}),
		]);
	});

	test('Dry Run prices it and sends nothing', async () => {
		const { json } = await create({ dryRun: true });
		expect(json).toEqual([
			{
				dryRun: true,
				...{ pair: 'BTC_USDT', side: 'buy', orderType: 'limit', quantity: '0.01', price: '30000' },
				...{ stopPrice: '', distance: '', leverage: '2' },
				wouldSend: {
					pair: 'BTC_USDT',
					type: 'limit_buy',
					leverage: '2',
					quantity: '0.01',
					price: '30000',
				},
				...{ value: '300', valueCurrency: 'USDT', marginNeeded: '150', highestFee: '0.15' },
				...{ freeMargin: '10000', freeMarginCurrency: 'USDT', marginSuffices: true },
			},
		]);
		expect((await truth()).marginOrders).toEqual([]);
	});

	test.each<[string, IDataObject, string | RegExp]>([
		[
			'worth more than Max Order Value',
			{ options: { maxOrderValue: '299' } },
			'The order is worth 300 USDT, more than the Max Order Value of 299 USDT.',
		],
		[
			'a market order worth more than it',
			{ orderType: 'market', options: { maxOrderValue: '10' } },
			/^The order is worth \S+ USDT, more than/,
		],
		['too much leverage', { leverage: '9' }, 'The leverage 9 is above the maximum 3 of BTC_USDT.'],
		['a spot-only pair', { pair: byName('ETH_BTC') }, 'is not listed for margin trading at'],
		['a comment with digits', { options: { comment: 'no 1' } }, 'Comment may have up to 50 Latin'],
		[
			'an expiry that is over',
			{ options: { expire: '2020-01-01' } },
			'Expires At lies in the past',
		],
		[
			'decimals, when not to be fitted',
			{ price: '30000.129', options: { fitting: 'refuse' } },
			'The price 30000.129 has more than 2 decimals.',
		],
		['a type that does not exist', { orderType: '={{ "fok" }}' }, 'Order Type "fok" is not one of'],
	])('%s is refused before anything is sent', async (_what, changes, sentence) => {
		const { error } = await create(changes);
		if (sentence instanceof RegExp) expect(error?.message).toMatch(sentence);
		else expect(error?.message).toContain(sentence);
		expect((await truth()).endpoints['margin/user/order/create']).toBeUndefined();
	});

	test('too little margin: EXMO’s words and what to do', async () => {
		const { error } = await create({ quantity: '5' });
		expect(error?.message).toBe('The margin balance is not sufficient');
		expect(error?.description).toContain('the API has no method that moves money');
	});
});

describeOperation(() => account, {
	resource: 'marginOrder',
	operation: 'getMaxQuantity',
	parameters: {
		pair: byName('BTC_USDT'),
		...{ side: 'buy', orderType: 'limit', leverage: '={{ $json.leverage }}', price: '30000' },
	},
	items: [{ leverage: '1' }, { leverage: '3' }],
	bad: { item: { leverage: '0' }, sentence: 'Leverage is zero; it has to be above 0.' },
	check([one], [three]) {
		// The sandbox's own form: EXMO's is not known
		const most = ({ reply }: IDataObject) => Number((reply as IDataObject).max_quantity);
		expect(most(three)).toBeGreaterThan(2 * most(one));
	},
});
