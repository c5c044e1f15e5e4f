import type { IDataObject } from 'n8n-workflow';
import { ExmoApi } from '../../credentials/ExmoApi.credentials.ts';
import { authorize } from '../../exmo/authorization.ts';
import { money } from '../../sandbox/exchange/money.mts';
import { describeOperation, twoItems } from './contract.mts';
import { runExmo } from './engine.mts';
import { openSandbox, type SandboxAccount } from './sandboxAccount.mts';
import { truthOf } from './truth.mts';

let account: SandboxAccount;
beforeAll(async () => {
	account = await openSandbox({ rateLimit: false, withdrawalMs: 1500 });
});
afterAll(async () => await account.sandbox.stop());
beforeEach(() => account.sandbox.reset());

const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const ADDRESS = 'TInventedInventedInventedInvented2';
const WITHDRAWAL = {
	currency: byName('USDT'),
	network: byName('TRC20'),
	address: ADDRESS,
	tag: '',
	amount: '={{ $json.amount ?? "25" }}',
	dryRun: false,
};
const wallet = async (
	operation: string,
	parameters: IDataObject = {},
	settings: Parameters<typeof runExmo>[2] = {},
) => await runExmo(account.credentials, { resource: 'wallet', operation, ...parameters }, settings);
const withdraw = async (changes: IDataObject = {}, settings: Parameters<typeof runExmo>[2] = {}) =>
	await wallet('withdraw', { ...WITHDRAWAL, ...changes }, settings);
const withdrawals = async () => (await truthOf(account.sandbox)).withdrawals;
const requests = async () => (await truthOf(account.sandbox)).endpoints.withdraw_crypt ?? 0;

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

describeOperation(() => account, {
	resource: 'wallet',
	operation: 'withdraw',
	parameters: WITHDRAWAL,
	items: [{ amount: '25.123456789' }, { amount: 40 }],
	bad: {
		item: { amount: '1' },
		sentence: 'The amount 1 USDT is below the minimum 10 USDT of USDT (TRC20).',
	},
	async check([first], [second]) {
		expect(first).toEqual({
			taskId: expect.stringMatching(/^\d+$/),
			reconciled: false,
			currency: 'USDT',
			network: 'USDT (TRC20)',
			address: ADDRESS,
			tag: '',
			amount: '25.12345678',
		});
		expect(await withdrawals()).toEqual([
			expect.objectContaining({ taskId: first.taskId, amount: '25.12345678', address: ADDRESS }),
			expect.objectContaining({ taskId: second.taskId, amount: '40' }),
		]);
	},
});

describe('Withdraw', () => {
	test('Dry Run says what would be sent and what it would cost, and sends nothing', async () => {
		const { json } = await withdraw({ dryRun: true });
		expect(json).toEqual([
			{
				dryRun: true,
				currency: 'USDT',
				network: 'USDT (TRC20)',
				address: ADDRESS,
				tag: '',
				amount: '25',
				wouldSend: { amount: '25', currency: 'USDT', address: ADDRESS, transport: 'TRC20' },
				feeText: '2 USDT',
				feeAmount: '2',
				amountAfterFee: '23',
				networkComment: '',
				freeBalance: '50000',
				balanceSuffices: true,
			},
		]);
		expect(await requests()).toBe(0);
	});

	test.each<[string, IDataObject, string]>([
		['no network where there are several', { network: byName('') }, 'Network is empty, and USDT'],
		['a network that there is not', { network: byName('SOL') }, 'USDT has no network "SOL"'],
		[
			'a network that is switched off',
			{ network: byName('USDT (ERC20)') },
			'EXMO has switched off withdrawals by USDT (ERC20). USDT has: USDT (TRC20)',
		],
		['a currency without networks', { currency: byName('USD') }, 'EXMO lists no network by which'],
		['a tag in the address', { address: 'rInvented,123' }, 'Address has a space or a comma in it'],
		[
			'more than Max Amount',
			{ options: { maxAmount: '24.9' } },
			'more than the Max Amount of 24.9',
		],
		['an empty address', { address: '={{ "" }}' }, 'Address is empty.'],
	])('%s is refused before anything is sent', async (_what, changes, sentence) => {
		const { error } = await withdraw(changes);
		expect(error?.message).toContain(sentence);
		expect(await requests()).toBe(0);
	});

	test('the only network of a currency needs no name; a tag goes along', async () => {
		const { json } = await withdraw({
			currency: byName('XRP'),
			network: byName(''),
			tag: '100200300',
			address: 'rInventedInvented',
		});
		expect(json[0]).toMatchObject({ network: 'XRP', tag: '100200300' });
		const { json: operations } = await wallet('getManyOperations', {
			returnAll: true,
			type: 'withdrawal',
			simplify: true,
		});
		expect(operations).toEqual([expect.objectContaining({ tag: '100200300' })]);
	});

	test('without the permission in the credential nothing is sent', async () => {
		const { error } = await runExmo(account.credentialsOf('full', ['read', 'trade']), {
			resource: 'wallet',
			operation: 'withdraw',
			...WITHDRAWAL,
		});
		expect(error?.message).toContain('withdraw_crypt needs the permission "Withdraw"');
		expect(await requests()).toBe(0);
	});

	test('a key for which EXMO has not enabled it: a sentence', async () => {
		const { error } = await runExmo(account.credentialsOf('trade'), {
			resource: 'wallet',
			operation: 'withdraw',
			...WITHDRAWAL,
		});
		expect(error?.message).toBe('EXMO has not enabled this method for the account');
	});
});

describe('a withdrawal whose answer got lost', () => {
	// A sandbox of its own: a reset one gives task IDs out anew, and this process remembers its own
	let fresh: SandboxAccount;
	beforeEach(async () => {
		fresh = await openSandbox({ rateLimit: false });
	});
	afterEach(async () => await fresh.sandbox.stop());
	const send = async (settings: Parameters<typeof runExmo>[2] = {}) =>
		await runExmo(
			fresh.credentials,
			{ resource: 'wallet', operation: 'withdraw', ...WITHDRAWAL },
			settings,
		);

	test('is found among the operations, and never sent again', async () => {
		await send(); // just the same: must not be taken for the next one
		fresh.sandbox.faults.add({ kind: 'reset', endpoints: ['withdraw_crypt'], times: 1 });
		const { json } = await send();
		const { withdrawals: arrived } = await truthOf(fresh.sandbox);
		expect(arrived).toHaveLength(2);
		expect(json[0]).toMatchObject({ taskId: arrived[1].taskId, reconciled: true });
	});

	test('is reported when it never arrived, and not repeated, by Retry On Fail neither', async () => {
		fresh.sandbox.faults.add({
			kind: 'reset',
			effect: 'before',
			endpoints: ['withdraw_crypt'],
			times: 1,
		});
		const { error } = await send({
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		expect(error?.message).toBe(
			'It is not known whether EXMO carried out the withdrawal of 25 USDT by USDT (TRC20)',
		);
		expect(error?.description).toContain('It is not among the latest wallet operations.');
		const { endpoints, withdrawals: arrived } = await truthOf(fresh.sandbox);
		expect(endpoints.withdraw_crypt).toBe(1);
		expect(arrived).toEqual([]);
	});
});

describe('Allowed Withdrawal Addresses', () => {
	const limited = (lines: string) => ({ ...account.credentials, withdrawalAddresses: lines });
	const XRP = { currency: byName('XRP'), network: byName('XRP'), address: 'rInventedInvented' };
	const sent = async (lines: string, changes: IDataObject = {}) =>
		await runExmo(limited(lines), {
			resource: 'wallet',
			operation: 'withdraw',
			...WITHDRAWAL,
			...changes,
		});

	test('a listed address works, another is refused, in Dry Run, too', async () => {
		const { json } = await sent(`\n  ${ADDRESS}  \nsomewhere else`);
		expect(json[0]).toMatchObject({ address: ADDRESS });
		for (const dryRun of [false, true]) {
			const { error } = await sent('TAnother', { dryRun });
			expect(error?.message).toContain(`"${ADDRESS}" is not among the addresses`);
		}
		expect(await requests()).toBe(1);
	});

	test('an address with a tag allows this tag only, one without allows none', async () => {
		const tagged = 'rInventedInvented, 42';
		expect((await sent(tagged, { ...XRP, tag: '42' })).json[0]).toMatchObject({ tag: '42' });
		expect((await sent(tagged, { ...XRP, tag: '43' })).error?.message).toContain('not among');
		expect((await sent(tagged, XRP)).error?.message).toContain('not among');
		expect((await sent('rInventedInvented', { ...XRP, tag: '42' })).error).toBeDefined();
	});

	const sign = (path: string, params: Record<string, string>) =>
		authorize(
			{
				...{ apiKey: `K-${'1'.repeat(40)}`, apiSecret: `S-${'1'.repeat(40)}` },
				...{ exchange: 'custom', customUrl: account.sandbox.url },
				permissions: ['read', 'trade', 'withdraw'],
				withdrawalAddresses: [ADDRESS],
			},
			{ url: `${account.sandbox.url}/v1.1/${path}`, method: 'POST', params },
		);

	test.each<[string, string, Record<string, string>, RegExp]>([
		['another address', 'withdraw_crypt', { address: 'TAnother' }, /^"TAnother" is not among/],
		['no address', 'withdraw_crypt', {}, /^"" is not among/],
		['a slash at the end', 'withdraw_crypt/', { address: 'TAnother' }, /is not among/],
		[
			'a second address under a name that PHP takes for the first',
			'withdraw_crypt',
			{ address: ADDRESS, 'address[]': 'TAnother' },
			/^A withdrawal has no parameter "address\[\]"\./,
		],
		[
			'an encoded path',
			'withdraw%5Fcrypt',
			{ address: 'TAnother' },
			/does not know the EXMO method/,
		],
		['two slashes', '/withdraw_crypt', { address: 'TAnother' }, /does not know the EXMO method/],
		['a gift code', 'excode_create', { amount: '1' }, /^A gift code is money/],
	])('the signer refuses by whatever way: %s', (_what, path, params, sentence) => {
		expect(() => sign(path, params)).toThrow(sentence);
	});

	test.each<[string, object]>([
		[
			'the HTTP Request node',
			{ uri: 'withdraw_crypt', form: { address: 'TAnother', amount: '1' } },
		],
		['a node', { url: 'withdraw_crypt', body: 'address=TAnother&amount=1' }],
		[
			'a body with two addresses',
			{ url: 'withdraw_crypt', body: `address=${ADDRESS}&address=TAnother` },
		],
		['a body of an object', { url: 'withdraw_crypt', body: { address: ['TAnother'] } }],
	])('the credential refuses to sign another address for %s', async (_what, request) => {
		const options = Object.fromEntries(
			Object.entries(request).map(([name, value]) => [
				name,
				value === 'withdraw_crypt' ? `${account.sandbox.url}/v1.1/withdraw_crypt` : value,
			]),
		);
		await expect(
			new ExmoApi().authenticate(limited(ADDRESS), { method: 'POST', ...options } as never),
		).rejects.toThrow('"TAnother" is not among the addresses');
	});

	test('the signer signs the listed address, and everything else as before', () => {
		expect(sign('withdraw_crypt', { address: ADDRESS, amount: '1' })?.body).toContain(ADDRESS);
		expect(sign('user_info', {})).toBeDefined();
	});
});

describeOperation(() => account, {
	resource: 'wallet',
	operation: 'getWithdrawal',
	parameters: { taskId: '={{ $json.taskId }}', wait: false },
	async items() {
		const { json } = await withdraw({}, { items: [{ amount: '25' }, { amount: '40' }] });
		return twoItems(json.map(({ taskId }) => ({ taskId })));
	},
	bad: { item: { taskId: 'mine' }, sentence: 'Task ID "mine" is not a whole number.' },
	check([first], [second]) {
		expect(first).toMatchObject({
			sent: false,
			transactionId: '',
			status: 'processing',
			amount: '25',
			feeAmount: '2',
			network: 'USDT (TRC20)',
			address: ADDRESS,
		});
		expect(second).toMatchObject({ amount: '40' });
	},
});

describe('Get Withdrawal', () => {
	const get = async (parameters: IDataObject, settings: Parameters<typeof runExmo>[2] = {}) =>
		await wallet('getWithdrawal', parameters, settings);

	test('waits until it is sent', async () => {
		const [{ taskId }] = (await withdraw()).json;
		const { json } = await get({ taskId, wait: true, longestWaitMinutes: 1 });
		expect(json).toEqual([
			expect.objectContaining({
				taskId,
				sent: true,
				status: 'paid',
				transactionId: expect.stringMatching(/^[0-9a-f]{64}$/),
			}),
		]);
	});

	test('the longest wait ends it with what is known', async () => {
		const [{ taskId }] = (await withdraw()).json;
		const { json } = await get({ taskId, wait: true, longestWaitMinutes: 0.001 });
		expect(json).toEqual([expect.objectContaining({ taskId, sent: false })]);
	});

	test('an unknown task: a sentence', async () => {
		const { error } = await get({ taskId: '1', wait: false });
		expect(error?.message).toBe('EXMO knows no withdrawal with this task ID');
	});
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
