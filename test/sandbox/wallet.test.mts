import { Client, number, setUp, type Reply, type Setup } from './client.mts';

let at: Setup;
beforeEach(async () => {
	at = await setUp();
});
afterEach(() => at.sandbox.stop());

const ADDRESS = 'TInventedInventedInventedInvented2';
const withdraw = (params: Record<string, string> = {}): Promise<Reply> =>
	at.full.call('withdraw_crypt', { currency: 'USDT', amount: '100', address: ADDRESS, ...params });

describe('a withdrawal', () => {
	it('is processed, then paid with a transaction id, and is in both histories', async () => {
		const { task_id, ...rest } = await withdraw({ transport: 'TRC20', invoice: 'memo' });
		expect(rest).toEqual({ result: true, error: '' });
		const id = task_id.number;
		expect((await at.full.call('user_info')).balances.USDT).toBe('49900');
		const txid = () => at.full.call('withdraw_get_txid', { task_id: id });
		expect(await txid()).toEqual({ result: true, error: '', status: false, txid: '' });

		const processing = await at.full.call('wallet_operations', { order_id: id });
		expect(processing).toEqual({
			items: [
				{
					operation_id: { number: expect.stringMatching(/^\d{17}$/) },
					created: number(1790164800),
					updated: number(1790164800),
					type: 'withdrawal',
					currency: 'USDT',
					status: 'Processing',
					amount: '100',
					provider: 'USDT (TRC20)',
					commission: '2',
					account: `USDT: ${ADDRESS}`,
					order_id: number(id),
					provider_type: 'crypto',
					crypto_address: ADDRESS,
					card_number: '',
					wallet_address: '',
					email: '',
					phone: '',
					extra: { txid: '', excode: '', invoice: 'memo', confirmations: null },
					error: '',
				},
			],
			count: number(1),
		});

		at.clock.advance(20_000);
		const paid = await txid();
		expect(paid).toMatchObject({ status: true, txid: expect.stringMatching(/^[0-9a-f]{64}$/) });
		const [row] = (await at.full.call('wallet_operations', { order_id: id })).items;
		expect(row).toMatchObject({ status: 'Paid', updated: number(1790164820) });
		expect(row.extra.txid).toBe(paid.txid);
		const day = await at.full.call('wallet_history');
		expect(day).toMatchObject({ result: true, error: '', begin: '1790121600', end: '1790208000' });
		expect(day.history).toEqual([
			{
				dt: number(1790164800),
				type: 'withdrawal',
				curr: 'USDT',
				status: 'paid',
				provider: 'USDT (TRC20)',
				amount: '-100',
				account: `USDT: ${ADDRESS}`,
				txid: paid.txid,
			},
		]);
		expect((await at.other.call('withdraw_get_txid', { task_id: id })).error).toBe(
			`Error 10193: Withdrawal task not found ${id}`,
		);
	});

	it('takes the first network when none is named', async () => {
		await withdraw();
		const { items } = await at.full.call('wallet_operations', { type: 'withdraw' });
		expect(items[0].provider).toBe('USDT (TRC20)');
	});

	it.each([
		[{ amount: '60000' }, 'Error 50052: Insufficient funds'],
		[{ amount: '' }, "Error 50049: Parameter is not a number 'amount'"],
		[{ amount: '5' }, /^Error 990022: /],
		[{ transport: 'ERC20' }, /^Error 990021: /],
		[{ transport: 'NOPE' }, /^Error 990021: /],
		[{ address: 'short' }, /^Error 990023: /],
		[{ currency: 'NOPE' }, /^Error 990020: /],
	])('is refused: %j', async (params, error) => {
		const reply = await withdraw(params as Record<string, string>);
		expect(reply.error).toEqual(typeof error === 'string' ? error : expect.stringMatching(error));
		expect((await at.full.call('user_info')).balances.USDT).toBe('50000');
	});

	it('needs a key that Support has enabled', async () => {
		const trade = new Client(at.sandbox.url, at.sandbox.keys.trade);
		expect(await trade.call('withdraw_crypt')).toEqual({
			result: false,
			error: 'Error 10519: API method is not allowed',
		});
	});
});

describe('wallet_operations', () => {
	it('starts with what the account was given, newest first, in pages', async () => {
		const all = await at.full.call('wallet_operations');
		expect(all.count).toEqual(number(9));
		expect(all.items.every((item: Reply) => item.type === 'deposit')).toBe(true);
		const page = await at.full.call('wallet_operations', { limit: '2', offset: '1' });
		expect(page.items).toEqual(all.items.slice(1, 3));
		const one = await at.full.call('wallet_operations', { currency: 'BTC' });
		expect(one.items).toMatchObject([{ amount: '1.5' }]);
	});
});

describe('deposit_address', () => {
	it('names networks and tags, and nothing that could be paid to', async () => {
		const addresses = await at.full.call('deposit_address');
		expect(addresses.USDTTRC20).toMatch(/^sandbox/);
		expect(addresses.XRP).toMatch(/^sandbox\w+,\d+$/);
	});
});

describe('the wind-down', () => {
	it('keeps the claim token in, and lets nothing new in', async () => {
		const down = await setUp({ market: 'winddown' });
		const reply = await down.full.call('withdraw_crypt', {
			currency: 'USDRec',
			amount: '10',
			address: ADDRESS,
		});
		const networks = await fetch(`${down.sandbox.url}/v1.1/payments/providers/crypto/list`);
		const { BTC } = (await networks.json()) as Reply;
		await down.sandbox.stop();
		expect(reply.error).toMatch(/^Error 990024: /);
		expect(BTC.map((row: Reply) => [row.type, row.enabled])).toEqual([
			['deposit', false],
			['withdraw', true],
		]);
	});
});

describe('a gift code', () => {
	const create = (params: Record<string, string> = {}) =>
		at.full.call('excode_create', { currency: 'USD', amount: '10', ...params });

	it('moves money from who made it to who loads it, once', async () => {
		const made = await create();
		expect(made).toMatchObject({ result: true, amount: '10', currency: 'USD', commission: '0' });
		expect(made.task_id).toMatch(/^\d+$/);
		expect(made.code).toMatch(/^EX-CODE_\d+_USD/);
		expect(made.balances.USD).toEqual(number(49990));
		const { code } = made;
		expect(await at.other.call('code_check', { code })).toEqual({
			result: true,
			error: '',
			valid: true,
			created: number(1790164800),
			used: false,
			used_dt: number(0),
			amount: '10',
			currency: 'USD',
		});
		at.clock.advance(1000);
		expect(await at.other.call('excode_load', { code })).toMatchObject({
			result: true,
			amount: '10',
			currency: 'USD',
			reviewing: false,
		});
		expect((await at.other.call('user_info')).balances.USD).toBe('50010');
		expect((await at.other.call('excode_load', { code })).error).toMatch(/^Error 990031: /);
		expect(await at.full.call('code_check', { code })).toMatchObject({
			valid: false,
			used: true,
			used_dt: number(1790164801),
		});
		const { items } = await at.full.call('wallet_operations', { provider: 'EXCODE' });
		expect(items).toMatchObject([{ type: 'withdrawal', amount: '10', extra: { excode: code } }]);
	});

	it('may be for one user only', async () => {
		const { code } = await create({ login: 'somebody' });
		expect((await at.other.call('excode_load', { code })).error).toMatch(/^Error 990032: /);
		expect((await at.full.call('excode_load', { code })).result).toBe(true);
	});

	it('has to be paid for, and to be one', async () => {
		expect((await create({ amount: '60000' })).error).toBe('Error 50052: Insufficient funds');
		expect((await at.full.call('excode_load', { code: 'EX-CODE_0' })).error).toMatch(/990030/);
		const trade = new Client(at.sandbox.url, at.sandbox.keys.trade);
		expect((await trade.call('excode_create')).error).toMatch(/^Error 10519: /);
	});
});
