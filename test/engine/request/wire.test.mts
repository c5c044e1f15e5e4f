/** What is known of EXMO's wire that is easily got wrong (exmo-api/REST.md): each fact once. */
import { money } from '../../../sandbox/exchange/money.mts';
import { resourceOf, runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import {
	openSandbox,
	useFreshSandbox,
	type SandboxAccount,
} from '../../harness/sandboxAccount.mts';
import { active, polled } from '../../harness/triggerHarness.mts';
import { truthOf } from '../../harness/truth.mts';

const DAY = 86_400_000;
const midnight = (daysAgo: number): number => Math.floor(Date.now() / DAY - daysAgo) * DAY;
const iso = (ms: number): string => new Date(ms).toISOString();

describe('wallet_history: a day ends where the next one begins (4.4)', () => {
	const account = useFreshSandbox({ rateLimit: false });
	const history = async (from: number, to: number) => {
		const parameters = { from: iso(from), to: iso(to), returnAll: true };
		return await resourceOf(account, 'wallet')('getHistory', parameters);
	};

	test.each([
		['at midnight', 0],
		['a second after it', 1000],
		['at noon', DAY / 2],
	])('the day of a To %s is asked for, each row comes once', async (_name, intoTheDay) => {
		const holder = account.sandbox.exchange.account('demo');
		if (!holder) throw new Error('There is no demo account.');
		const moments = [midnight(3) + 1000, midnight(2), midnight(2) + 5000, midnight(2) + DAY - 1000];
		moments.forEach((atMs, index) =>
			account.sandbox.exchange.wallet.deposit(holder, 'BTC', money(`0.${index + 1}`), atMs),
		);
		const { json } = await history(midnight(3) + DAY / 2, midnight(2) + intoTheDay);
		expect(json.map(({ amount }) => amount)).toEqual(['0.1', '0.2', '0.3', '0.4']);
		expect((await truthOf(account.sandbox)).endpoints.wallet_history).toBe(2);
	});

	test('a window that ends with its last second gives no row twice, either', async () => {
		const begin = midnight(2) / 1000;
		const row = { dt: begin + 5, type: 'deposit', curr: 'BTC', amount: '1' };
		account.sandbox.faults.add({
			kind: 'custom',
			endpoints: ['wallet_history'],
			body: JSON.stringify({ begin: String(begin), end: String(begin + 86_399), history: [row] }),
		});
		const { json } = await history(midnight(2) + DAY / 2, midnight(2) + DAY - 1000);
		expect(json).toHaveLength(1);
	});
});

describe('a listed pair without trades that EXMO leaves out (2.1, 3.7)', () => {
	const account = useFreshSandbox({ rateLimit: false, omitsTradeless: true });
	const QUIET = 'ETH_BTC';

	test('Get Many Trades: none; one that is not listed is told', async () => {
		account.sandbox.exchange.instrument(QUIET)?.tape.clear();
		const market = resourceOf(account, 'market');
		const page = { returnAll: true };
		const quiet = await market('getManyTrades', { pair: byName(QUIET), ...page });
		expect(quiet).toMatchObject({ error: undefined, json: [] });
		const unlisted = await market('getManyTrades', { pair: byName('NOPE_USD'), ...page });
		expect(unlisted.error?.message).toContain('NOPE_USD is not listed');
	});

	test('Trade: Get Many: none of it, and those of the others', async () => {
		const trade = resourceOf(account, 'trade');
		const page = { returnAll: true, simplify: true, from: '', to: '' };
		const order = await runExmo(account.credentials, {
			...{ resource: 'order', operation: 'create', pair: byName('BTC_USD'), side: 'buy' },
			...{ orderType: 'market', quantity: '0.001' },
		});
		expect(order.error).toBeUndefined();
		const all = await trade('getMany', { pairs: '', ...page });
		expect(all.error).toBeUndefined();
		expect(new Set(all.json.map(({ pair }) => pair))).toEqual(new Set(['BTC_USD']));
		expect(await trade('getMany', { pairs: QUIET, ...page })).toMatchObject({ json: [] });
		const unlisted = await trade('getMany', { pairs: 'NOPE_USD', ...page });
		expect(unlisted.error?.message).toBe('EXMO does not know the pair NOPE_USD');
	});

	test('Export History goes through, and says which pair EXMO does not know', async () => {
		const result = await runExmo(account.credentials, {
			...{ resource: 'account', operation: 'exportHistory', output: 'csv', cursor: '' },
			...{ include: ['trades'], returnAll: true, from: '', to: '', morePairs: '' },
		});
		expect(result.error).toBeUndefined();
		expect(result.json).toEqual([expect.objectContaining({ unknownPairs: [] })]);
	});

	test('a client order ID is looked for: "no such order", not "no such pair"', async () => {
		const get = async (pair: string) =>
			await resourceOf(account, 'order')('get', {
				...{ lookUpBy: 'clientOrderId', clientOrderId: '42', pair: byName(pair) },
			});
		expect((await get(QUIET)).error?.message).toContain('has the client order ID 42');
		expect((await get('NOPE_USD')).error?.message).toBe('EXMO does not know the pair NOPE_USD');
	});
});

describe('margin', () => {
	const account = useFreshSandbox({ rateLimit: false });

	test('a wallet that was never used has no date of 1970 (6.19)', async () => {
		const wallets = resourceOf(account, 'marginAccount');
		const { json } = await wallets('getWallets', { hideZero: false, currency: '' });
		const unused = json.filter(({ total }) => total === '0');
		expect(unused.length).toBeGreaterThan(0);
		for (const wallet of unused) expect(wallet.updatedAt).toBe('');
		const used = json.filter(({ total }) => total !== '0');
		for (const wallet of used) expect(wallet.updatedAt).toMatch(/^20.*Z$/);
	});

	test('the max quantity of an order that there is (6.15)', async () => {
		const orders = resourceOf(account, 'marginOrder');
		const parameters = {
			...{ pair: byName('BTC_USDT'), side: 'buy', orderType: 'limit', leverage: '2' },
			price: '30000',
		};
		const asked = await orders('getMaxQuantity', { ...parameters, options: { orderId: '7123' } });
		expect(asked.error).toBeUndefined();
		expect(account.sandbox.requests.at(-1)).toMatchObject({
			endpoint: 'margin/user/order/max_quantity',
			fields: { order_id: '7123', pair: 'BTC_USDT', type: 'limit_buy' },
		});
		const odd = await orders('getMaxQuantity', { ...parameters, options: { orderId: '1e3' } });
		expect(odd.error?.message).toContain('Order ID "1e3" is not an order ID');
	});
});

describe('rules that cannot be read refuse (2.4, 6.8)', () => {
	const account = useFreshSandbox({ rateLimit: false });
	const spoil = (endpoint: string, body: object) =>
		account.sandbox.faults.add({
			...{ kind: 'custom', endpoints: [endpoint], body: JSON.stringify(body) },
		});

	test.each([-1, -2, 2.5, 40, 'x'])('price_precision %p: no order leaves', async (precision) => {
		spoil('pair_settings', {
			BTC_USD: {
				...{ min_quantity: '0.00005', max_quantity: '250', min_price: '0.5', max_price: '400000' },
				...{ min_amount: '2', max_amount: '600000', price_precision: precision },
				...{ commission_taker_percent: '0.3', commission_maker_percent: '0.3' },
			},
		});
		for (const resource of ['order', 'stopOrder']) {
			const { error } = await runExmo(account.credentials, {
				...{ resource, operation: 'create', pair: byName('BTC_USD'), side: 'sell' },
				...{ orderType: 'limit', quantity: '0.001', price: '200000', triggerPrice: '20000' },
			});
			expect(error?.message).toMatch(
				/^EXMO's rules of BTC_USD cannot be read: price_precision is /,
			);
		}
		const { endpoints } = await truthOf(account.sandbox);
		expect(endpoints.order_create ?? 0).toBe(0);
		expect(endpoints.stop_market_order_create ?? 0).toBe(0);
	});

	test.each(['-1', 'n/a', {}])(
		'max_price_precision %p: no margin order leaves',
		async (precision) => {
			spoil('margin/pair/list', { pairs: [{ name: 'BTC_USDT', max_price_precision: precision }] });
			const { error } = await runExmo(account.credentials, {
				...{ resource: 'marginOrder', operation: 'create', pair: byName('BTC_USDT'), side: 'sell' },
				...{ orderType: 'limit', quantity: '0.01', price: '200000', leverage: '2' },
			});
			expect(error?.message).toContain("EXMO's rules of BTC_USDT cannot be read");
			expect((await truthOf(account.sandbox)).endpoints['margin/user/order/create'] ?? 0).toBe(0);
		},
	);
});

describe('codes keep their case', () => {
	let account: SandboxAccount;
	beforeEach(async () => {
		account = await openSandbox({ rateLimit: false, market: 'winddown' });
	});
	afterEach(async () => await account.sandbox.stop());
	const run = async (resource: string, operation: string, parameters: object) =>
		await runExmo(account.credentials, { resource, operation, ...parameters });

	test.each(['USDRec', 'usdrec', 'USDREC'])(
		'%s is the claim token, wherever it is typed',
		async (code) => {
			const balances = await run('account', 'getBalances', { hideZero: true, currency: code });
			expect(balances.json).toEqual([
				{ currency: 'USDRec', free: '4200.5', inOrders: '0', total: '4200.5' },
			]);
			const value = await run('account', 'getPortfolioValue', {
				...{ currency: byName(code), priceBasis: 'bidAsk' },
			});
			expect(value.json[0]).toMatchObject({ currency: 'USDRec', value: '4200.5' });
			await run('wallet', 'getManyOperations', {
				...{ returnAll: true, simplify: true, type: 'all', filters: { currency: code } },
			});
			expect(account.sandbox.requests.at(-1)).toMatchObject({
				...{ endpoint: 'wallet_operations', fields: { currency: 'USDRec' } },
			});
		},
	);

	test('Balance Changed sees it', async () => {
		const workflow = await active(account, {
			...{ triggerOn: 'balanceChanged', currency: 'USDRec', counted: 'total', threshold: '' },
		});
		const holder = account.sandbox.exchange.account('demo');
		if (!holder) throw new Error('There is no demo account.');
		account.sandbox.exchange.wallet.deposit(holder, 'USDRec', money('1'), Date.now());
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({ currency: 'USDRec', before: '4200.5', after: '4201.5' }),
		]);
	});

	test.each(['btc_usdc', 'BTC/usdc', 'Btc-Usdc', 'BTC_USDC'])('%s is a pair', async (typed) => {
		const pair = byName(typed);
		const ticker = await run('market', 'getTicker', { pair, simplify: true });
		expect(ticker.json).toEqual([expect.objectContaining({ pair: 'BTC_USDC' })]);
		const book = await run('market', 'getOrderBook', { pair, depth: 5 });
		expect(book.json).toEqual([expect.objectContaining({ pair: 'BTC_USDC' })]);
		const order = await run('order', 'create', {
			...{ pair, side: 'buy', orderType: 'limit', quantity: '0.001', price: '50000' },
		});
		expect(order.json).toEqual([expect.objectContaining({ pair: 'BTC_USDC' })]);
		const open = await run('order', 'getManyOpen', { pairFilter: typed, returnAll: true });
		expect(open.json).toHaveLength(1);
	});

	test('Convert takes what is meant', async () => {
		const { json, error } = await run('order', 'convert', {
			...{ fromCurrency: byName('Btc'), toCurrency: byName('usdc'), amount: '0.001' },
			...{ maxPriceImpact: '100', dryRun: true },
		});
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ fromCurrency: 'BTC', toCurrency: 'USDC', pair: 'BTC_USDC' });
		const claim = await run('order', 'convert', {
			...{ fromCurrency: byName('USDRec'), toCurrency: byName('USDC'), amount: '1' },
			...{ maxPriceImpact: '100', dryRun: true },
		});
		expect(claim.error?.message).toBe('No listed pair has USDRec.');
	});

	test('Withdraw names it as EXMO does', async () => {
		const { error } = await run('wallet', 'withdraw', {
			...{ currency: byName('USDRec'), network: byName(''), address: 'TInventedInvented' },
			...{ amount: '1', tag: '', dryRun: true },
		});
		expect(error?.message).toContain('no network by which USDRec could be withdrawn');
	});
});
