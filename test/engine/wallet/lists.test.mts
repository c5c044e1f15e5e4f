import { money } from '../../../sandbox/exchange/money.mts';
import { describeOperation } from '../../harness/contract.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';
import { ADDRESS, walletOf } from '../../harness/wallet.mts';

const account = useSandbox({ rateLimit: false, withdrawalMs: 1500 });
const { wallet, withdraw } = walletOf(account);

describeOperation(() => account, {
	resource: 'wallet',
	operation: 'getManyDepositAddresses',
	parameters: {
		currency: '={{ $json.currency }}',
		returnAll: false,
		limit: '={{ $json.limit ?? 5 }}',
	},
	items: [{ currency: 'usdt' }, { currency: 'XRP' }],
	bad: { item: { currency: 'BTC', limit: 0 }, sentence: 'Limit has to be a whole number' },
	check(usdt, xrp) {
		expect(usdt.map(({ name, network }) => [name, network])).toEqual([
			['USDTTRC20', 'TRC20'],
			['USDTERC20', 'ERC20'],
		]);
		expect(xrp).toEqual([
			{
				currency: 'XRP',
				network: '',
				address: expect.not.stringContaining(','),
				tag: expect.stringMatching(/^\d+$/),
				name: 'XRP',
			},
		]);
	},
});

const DAY = 86_400_000;
const isoDay = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY).toISOString();

describeOperation(() => account, {
	resource: 'wallet',
	operation: 'getHistory',
	parameters: { from: '={{ $json.from }}', to: '={{ $json.to }}', returnAll: true },
	async items() {
		await withdraw();
		return [
			{ from: '', to: '' },
			{ from: isoDay(31), to: isoDay(29) },
		];
	},
	bad: { item: { from: isoDay(1), to: isoDay(3) }, sentence: 'From is later than To.' },
	check(today, monthAgo) {
		expect(today).toEqual([
			{
				type: 'withdrawal',
				currency: 'USDT',
				amount: '25',
				status: 'processing',
				provider: 'USDT (TRC20)',
				address: ADDRESS,
				transactionId: '',
				created: expect.any(Number),
				createdAt: expect.stringMatching(/Z$/),
			},
		]);
		expect(monthAgo.length).toBeGreaterThan(5);
		expect(new Set(monthAgo.map(({ type }) => type))).toEqual(new Set(['deposit']));
	},
});

describe('Get History', () => {
	test('asks once a day, each row once; too many days are refused', async () => {
		const { json } = await wallet('getHistory', {
			from: isoDay(40),
			to: isoDay(20),
			returnAll: true,
		});
		const { endpoints } = await truthOf(account.sandbox);
		expect(endpoints.wallet_history).toBe(21);
		const { json: operations } = await wallet('getManyOperations', {
			returnAll: true,
			type: 'deposit',
			simplify: true,
		});
		expect(json.map(({ currency }) => currency).toSorted()).toEqual(
			operations.map(({ currency }) => currency).toSorted(),
		);
		const { error } = await wallet('getHistory', { from: '2014-01-01', to: '', returnAll: true });
		expect(error?.message).toContain('more than 400 days apart');
	});
});

describeOperation(() => account, {
	resource: 'wallet',
	operation: 'getManyOperations',
	parameters: {
		returnAll: true,
		simplify: '={{ $json.simplify }}',
		type: '={{ $json.type }}',
		filters: { currency: '={{ $json.currency }}' },
	},
	async items() {
		await withdraw();
		return [
			{ type: 'withdrawal', simplify: true, currency: '' },
			{ type: 'all', simplify: false, currency: 'btc' },
		];
	},
	bad: { item: { type: 'gift' }, sentence: 'Type "gift" is not one of all, deposit, withdrawal.' },
	check(withdrawn, bitcoin) {
		expect(withdrawn).toEqual([
			expect.objectContaining({
				type: 'withdrawal',
				currency: 'USDT',
				amount: '25',
				feeAmount: '2',
			}),
		]);
		expect(bitcoin).toEqual([
			expect.objectContaining({
				operation_id: expect.stringMatching(/^\d{17,}$/),
				type: 'deposit',
				currency: 'BTC',
				rowError: '',
			}),
		]);
	},
});

describe('Get Many Operations', () => {
	test('Return All reads every page, each row once', async () => {
		const { exchange } = account.sandbox;
		const demo = exchange.account('demo')!;
		const before = exchange.wallet.of(demo).length;
		for (let n = 1; n <= 250; n++) exchange.wallet.deposit(demo, 'USDT', money(n), exchange.nowMs);
		const { json } = await wallet('getManyOperations', {
			...{ returnAll: true, simplify: true, type: 'all' },
		});
		expect(json).toHaveLength(before + 250);
		expect(new Set(json.map(({ operationId }) => operationId)).size).toBe(before + 250);
		expect((await truthOf(account.sandbox)).endpoints.wallet_operations).toBe(3);
	});

	test('a gift code shows in no list, simplified or not', async () => {
		const { exchange } = account.sandbox;
		const { gift } = exchange.giftCodes.create(exchange.account('demo')!, 'USD', money('7'));
		for (const simplify of [true, false]) {
			const { json } = await wallet('getManyOperations', {
				...{ returnAll: true, simplify, type: 'withdrawal' },
			});
			expect(json).toEqual([expect.objectContaining({ currency: 'USD', amount: '7' })]);
			expect(JSON.stringify(json)).not.toContain(gift.code);
		}
	});
});
