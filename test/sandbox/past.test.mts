import { pastOf, setPast } from '../harness/past.mts';
import { Client, number, setUp, type Reply, type Setup } from './client.mts';
import { difference, holdings, readLists, replay } from './replay.mts';

const market = 'winddown' as const;

let at: Setup;
let client: Client;
beforeEach(async () => {
	at = await setUp({ market });
	client = new Client(at.sandbox.url, at.sandbox.keys.past);
});
afterEach(() => at.sandbox.stop());

const control = async (method: string, path: string, body?: unknown): Promise<Reply> =>
	(
		await fetch(`${at.sandbox.url}/_sandbox/${path}`, {
			method,
			body: body === undefined ? undefined : JSON.stringify(body),
		})
	).json();
const set = (changes: Parameters<typeof setPast>[1]) => setPast(at.sandbox, changes);
const report = () => pastOf(at.sandbox);
const pairsOf = ({ pairs }: Awaited<ReturnType<typeof report>>) => pairs.map(({ pair }) => pair);
const lists = async () => readLists(client, pairsOf(await report()));
const userTrades = (pair: string, more = {}) => client.call('user_trades', { pair, ...more });

describe('the rows of the account with a past', () => {
	it('are 5,000 trades, each once, of the pairs that the control address names', async () => {
		const { counts, pairs } = await report();
		const { trades, operations, marginEntries } = await lists();
		expect(trades).toHaveLength(5_000);
		expect(new Set(trades.map((trade) => trade.trade_id.number)).size).toBe(5_000);
		expect(operations).toHaveLength(1_200);
		expect(new Set(operations.map((row) => row.operation_id.number)).size).toBe(1_200);
		expect(counts).toMatchObject({ trades: 5_000, operations: 1_200, cancelledOrders: 80 });
		expect(counts.marginEntries).toBe(marginEntries.length);
		expect(pairs.reduce((sum, { trades: count }) => sum + count, 0)).toBe(5_000);
		expect(new Set(pairs.map(({ trace }) => trace))).toEqual(
			new Set(['named', 'currency', 'cancelledOrder', 'listed']),
		);
		// Pages: one row, a full page, one less and one more
		const lengths = pairs.map(({ trades: count }) => count);
		expect(lengths).toEqual(expect.arrayContaining([1, 99, 100, 101, 200, 201]));
		expect((await client.call('user_cancelled_orders')).length).toBe(80);
	});

	it('have every kind of wallet operation', async () => {
		const { operations } = await lists();
		const has = (wanted: Reply) =>
			expect(operations).toContainEqual(expect.objectContaining(wanted));
		for (const provider of ['EXCODE', 'USDRec']) {
			has({ provider, type: 'deposit' });
			has({ provider, type: 'withdrawal' });
		}
		has({ provider: 'Cashback', type: 'deposit' });
		has({ provider: 'Referral program', type: 'deposit' });
		has({ provider: 'SEPA', type: 'deposit', provider_type: '' });
		has({ provider: 'USDT (TRC20)', type: 'withdrawal', provider_type: 'crypto' });
		has({ status: 'Cancelled', error: 'Cancelled by the user' });
		has({ status: 'Processing', currency: 'ETH', amount: '0.5' });
		has({ status: 'Verifying', currency: 'USDC' });
		const tags = new Set(operations.map(({ extra }) => String(extra.invoice).slice(0, 1)));
		for (const sign of ['=', '+', '-', '@']) expect(tags).toContain(sign);
	});

	it('have old trades that tell of no fee, trades of stop orders, own IDs, orders filled in parts', async () => {
		const { trades } = await lists();
		const old = trades.filter(({ exec_type }) => exec_type === '');
		expect(old.length).toBeGreaterThan(50);
		expect(old[0]).toMatchObject({ commission_amount: '', commission_percent: '' });
		expect(trades.some(({ parent_order_id }) => parent_order_id !== undefined)).toBe(true);
		expect(trades.some(({ client_id }) => client_id.number !== '0')).toBe(true);
		const orders = new Map<string, number>();
		for (const { order_id } of trades) {
			orders.set(order_id.number, (orders.get(order_id.number) ?? 0) + 1);
		}
		const [order_id, parts] = [...orders].find(([, count]) => count > 1)!;
		expect((await client.call('order_trades', { order_id })).trades).toHaveLength(parts);
	});

	it('come to the end of the account before the wind-down, and to closed ways out', async () => {
		const held = await holdings(client);
		expect(held).toMatchObject({ ADA: '0.00000224', TRX: '0.00000002', GMT: '1941.6765' });
		expect(held).not.toHaveProperty('NEO');
		expect(held).not.toHaveProperty('RUB');
		const networks = await (
			await fetch(`${at.sandbox.url}/v1.1/payments/providers/crypto/list`)
		).json();
		const open = (currency: string) =>
			((networks as Reply)[currency] ?? []).some(
				(row: Reply) => row.type === 'withdraw' && row.enabled,
			);
		expect(['BTC', 'GAS', 'QTUM', 'DASH', 'USDRec'].map(open)).toEqual([
			true,
			false,
			false,
			false,
			false,
		]);
		const { wallets } = await client.call('margin/user/wallet/list');
		expect(wallets.USDT).toMatchObject({ balance: '41.00000007', used: '0' });
		expect(wallets.USDC).toMatchObject({ balance: '149.9141', used: '85.9' });
		expect((await client.call('margin/user/position/list')).positions).toMatchObject([
			{ pair: 'BTC_USDC', quantity: '0.002', base_price: '85900' },
		]);
	});
});

describe('the books', () => {
	it.each([1, 7, 42])('add up to the balances, to the last digit: seed %d', async (seed) => {
		await at.sandbox.stop();
		at = await setUp({ market, seed });
		client = new Client(at.sandbox.url, at.sandbox.keys.past);
		expect(replay(await lists())).toEqual(await holdings(client));
	});

	it('add up before the swap, too, and after trading on', async () => {
		await set({ swap: 'off' });
		expect((await report()).counts.operations).toBeLessThan(1_200);
		expect(replay(await lists())).toEqual(await holdings(client));
		await client.call('order_create', {
			pair: 'ETH_USDC',
			type: 'market_sell',
			quantity: '0.7',
			price: '0',
		});
		await client.call('order_create', {
			pair: 'XRP_USDC',
			type: 'buy',
			quantity: '100',
			price: '1.2',
		});
		at.clock.advance(5 * 3_600_000); // funding of the position
		expect(replay(await lists())).toEqual(await holdings(client));
	});

	it('miss exactly the cut where no list tells of the swap', async () => {
		const before = await holdings(client);
		await set({ swap: 'silent' });
		expect(await holdings(client)).toEqual(before);
		const { cuts, tokens } = await report();
		const { USDRec, ...missing } = difference(replay(await lists()), await holdings(client));
		expect(missing).toEqual(cuts);
		expect(USDRec).toBe(`-${tokens}`);
		await set({ swap: 'off' });
		const { USDRec: _, ...without } = difference(await holdings(client), before);
		expect(without).toEqual(cuts);
		await set({ swap: 'rows' });
		expect(await holdings(client)).toEqual(before);
	});

	it('have the cut of 29.4 percent of what the rows of before the notice add up to', async () => {
		const { cuts, noticeMs } = await report();
		const until = (seconds: Reply) => Number(seconds.number) * 1000 < noticeMs;
		const all = await lists();
		const then = replay({
			trades: all.trades.filter(({ date }) => until(date)),
			operations: all.operations.filter(({ created }) => until(created)),
			marginEntries: all.marginEntries,
		});
		for (const [currency, cut] of Object.entries(cuts)) {
			const [whole, fraction = ''] = then[currency].split('.');
			const units = BigInt(whole + fraction.padEnd(8, '0'));
			expect([currency, BigInt(String(cut).replace('.', ''))]).toEqual([
				currency,
				BigInt(String(shifted((units * 294n) / 1000n)).replace('.', '')),
			]);
		}
	});

	it('miss one row where it is withheld', async () => {
		const { trades, operations, marginEntries } = await lists();
		const trade = trades.find(({ pair, type }) => pair === 'NEO_EUR' && type === 'buy');
		await set({ withheld: [trade.trade_id.number] });
		expect(difference(await holdings(client), replay(await lists()))).toMatchObject({
			EUR: `-${trade.amount}`,
			NEO: expect.any(String),
		});
		expect((await userTrades('NEO_EUR')).NEO_EUR).toHaveLength(10);

		const operation = operations.find(
			({ type, currency }) => type === 'deposit' && currency === 'UAH',
		);
		await set({ withheld: [operation.operation_id.number] });
		expect(difference(await holdings(client), replay(await lists()))).toEqual({
			UAH: operation.amount,
		});
		expect((await client.call('wallet_operations')).count).toEqual(number(1_199));
		const day = await client.call('wallet_history', { date: operation.created.number });
		expect(JSON.stringify(day.history)).not.toContain(`"amount":"${operation.amount}"`);

		const fee = marginEntries.find(({ type }) => type === 'fee');
		await set({ withheld: [fee.id] });
		expect(difference(replay(await lists()), await holdings(client))).toEqual({
			[fee.currency]: fee.amount.slice(1),
		});
		await set({ withheld: [] });
		expect(replay(await lists())).toEqual(await holdings(client));
	});
});

const shifted = (units: bigint): string => {
	const digits = String(units).padStart(9, '0');
	return `${digits.slice(0, -8)}.${digits.slice(-8)}`.replace(/0+$/, '');
};

describe('pairs that are not listed any more', () => {
	const asked = 'BTC_USDT,BTC_USDC,NOPE_USD';

	it('are answered, or left out, or left out of a list only', async () => {
		expect(Object.keys(await userTrades(asked))).toEqual(['BTC_USDT', 'BTC_USDC']);
		expect(await userTrades('NOPE_USD')).toEqual({});
		await set({ unlisted: 'leftOut' });
		expect(Object.keys(await userTrades(asked))).toEqual(['BTC_USDC']);
		expect(await userTrades('BTC_USDT')).toEqual({});
		await set({ unlisted: 'answeredAlone' });
		expect(Object.keys(await userTrades(asked))).toEqual(['BTC_USDC']);
		expect((await userTrades('BTC_USDT')).BTC_USDT).toHaveLength(100);
	});

	it('have a list refused whole that names one of them', async () => {
		await set({ unlisted: 'refused' });
		const refusal = { result: false, error: expect.stringMatching(/^Error 990001: /) };
		expect(await userTrades(asked)).toEqual(refusal);
		expect(await userTrades('NOPE_USD')).toEqual(refusal);
		expect((await userTrades('BTC_USDC')).BTC_USDC).toHaveLength(14);
		// One alone
		await set({ unlisted: 'answered', pairs: { XRP_USDT: 'refused' } });
		expect(await userTrades('BTC_USDT,XRP_USDT')).toEqual(refusal);
		expect((await userTrades('BTC_USDT')).BTC_USDT).toHaveLength(100);
	});

	it('are shown as far back as the list goes', async () => {
		await set({ mostTrades: 120 });
		const pages = [await userTrades('BTC_USDT'), await userTrades('BTC_USDT', { offset: '100' })];
		expect(pages.map(({ BTC_USDT }) => BTC_USDT.length)).toEqual([100, 20]);
		expect((await userTrades('BTC_USDT', { offset: '120' })).BTC_USDT).toEqual([]);
	});

	it('can be mixed, each always the same way', async () => {
		await set({ unlisted: 'mixed' });
		const ways = new Map<string, number>();
		for (const pair of pairsOf(await report())) {
			const reply = await userTrades(pair);
			const way = reply.error ? 'refused' : pair in reply ? 'answered' : 'leftOut';
			ways.set(way, (ways.get(way) ?? 0) + 1);
		}
		expect([...ways.keys()].sort()).toEqual(['answered', 'leftOut', 'refused']);
		for (const count of ways.values()) expect(count).toBeGreaterThan(5);
	});

	it('are as they were after a reset, and as the sandbox was started', async () => {
		await set({ unlisted: 'refused', withheld: ['1'], swap: 'off' });
		await control('POST', 'reset');
		expect(await control('GET', 'past')).toMatchObject({
			unlisted: 'answered',
			withheld: [],
			accounts: [{ swap: 'rows' }],
		});
		await at.sandbox.stop();
		at = await setUp({ market, past: { unlisted: 'leftOut', swap: 'silent' } });
		expect(await control('GET', 'past')).toMatchObject({
			unlisted: 'leftOut',
			accounts: [{ swap: 'silent' }],
		});
	});
});

describe('what is not asked for rightly', () => {
	it.each([
		[{ unlisted: 'gone' }, '"unlisted" has to be one of answered,'],
		[{ pairs: { BTC_USDT: 1 } }, '"pairs.BTC_USDT" has to be one of'],
		[{ mostTrades: -1 }, '"mostTrades" has to be a whole number'],
		[{ withheld: ['x'] }, '"withheld" has to be a list of IDs as texts.'],
		[{ swap: true }, '"swap" has to be one of rows, silent, off.'],
		[{ withhold: [] }, '"withhold" is none of'],
		[[], 'The body has to be an object.'],
	])('%j', async (body, sentence) => {
		const reply = await control('PUT', 'past', body);
		expect(reply.error).toContain(sentence);
	});
});

describe('the account with a past', () => {
	it('is the same for the same seed, another for another, and quick to make', async () => {
		const began = process.cpuUsage();
		const [same, other] = [await setUp({ market }), await setUp({ market, seed: 8 })];
		const { user, system } = process.cpuUsage(began);
		const firstOf = async ({ sandbox }: Setup) =>
			(await new Client(sandbox.url, sandbox.keys.past).call('wallet_operations')).items;
		const first = await firstOf(at);
		expect(await firstOf(same)).toEqual(first);
		expect(await firstOf(other)).not.toEqual(first);
		expect((user + system) / 1e6).toBeLessThan(4); // two of them
		await Promise.all([same.sandbox.stop(), other.sandbox.stop()]);
	});

	it('is in the wind-down only, and no order or withdrawal of it counts as done here', async () => {
		const record = await control('GET', 'record');
		expect(record).toMatchObject({ orders: [], marginOrders: [], withdrawals: [], giftCodes: [] });
		const normal = await setUp();
		const key = await new Client(normal.sandbox.url, normal.sandbox.keys.past).call('user_info');
		await normal.sandbox.stop();
		expect(key.error).toBe('Error 40017: Wrong API Key');
	});

	it('has gift codes that are still to be redeemed', async () => {
		const { operations } = await lists();
		const codes = operations
			.filter(({ extra, type }) => extra.excode !== '' && type === 'withdrawal')
			.map(({ extra }) => extra.excode);
		const checks: Reply[] = [];
		for (const code of codes) checks.push(await client.call('code_check', { code }));
		const unused = codes.find((_code, index) => checks[index].valid);
		expect(checks.some(({ used }) => used)).toBe(true);
		const redeemed = await at.other.call('excode_load', { code: unused });
		expect(redeemed).toMatchObject({ result: true });
	});

	it('has a coin that takes two orders to convert, where the pair is asked for', async () => {
		await at.sandbox.stop();
		at = await setUp({ market, indirectPair: true });
		client = new Client(at.sandbox.url, at.sandbox.keys.past);
		const settings = (await (await fetch(`${at.sandbox.url}/v1.1/pair_settings`)).json()) as Reply;
		expect(Object.keys(settings)).toHaveLength(25);
		expect(Object.keys(settings).filter((pair) => pair.startsWith('GMT_'))).toEqual(['GMT_BTC']);
		const sell = (pair: string, quantity: string) =>
			client.call('order_create', { pair, type: 'market_sell', quantity, price: '0' });
		expect(await sell('GMT_BTC', '1941')).toMatchObject({ result: true });
		expect(await sell('BTC_USDC', '0.003')).toMatchObject({ result: true });
		expect(replay(await lists())).toEqual(await holdings(client));
	});
});

describe('a network', () => {
	it('closes, opens and changes its figures at the control address', async () => {
		const change = (body: unknown) => control('PUT', 'networks', body);
		const withdraw = () =>
			client.call('withdraw_crypt', {
				currency: 'XRP',
				amount: '30',
				address: 'rInventedInvented',
			});
		await change({ name: 'XRP', enabled: false });
		expect((await withdraw()).error).toMatch(/^Error 990021: /);
		await change([{ name: 'XRP', enabled: true, min: '31' }]);
		expect((await withdraw()).error).toMatch(/^Error 990022: /);
		await change({ name: 'XRP', min: '20', commission: '1.5' });
		expect((await withdraw()).result).toBe(true);
		const [row] = (await client.call('wallet_operations')).items;
		expect(row).toMatchObject({ currency: 'XRP', commission: '1.5' });
		const { XRP } = (await (
			await fetch(`${at.sandbox.url}/v1.1/payments/providers/crypto/list`)
		).json()) as Reply;
		expect(XRP).toContainEqual(
			expect.objectContaining({ type: 'withdraw', min: '20', commission_desc: '1.5 XRP' }),
		);
		expect((await change({ name: 'NOPE' })).error).toBe('There is no network NOPE to withdraw by.');
		expect((await change({ name: 'XRP', fee: '1' })).error).toContain('"fee" is none of');
		expect((await change({ name: 'XRP', min: 1 })).error).toContain('has to be a decimal text');
		await control('POST', 'reset');
		expect((await control('PUT', 'networks', { name: 'XRP' }))[0]).toMatchObject({
			commission: '0.25',
		});
	});
});
