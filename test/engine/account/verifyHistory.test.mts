import { Decimal } from 'decimal.js';
import type { IDataObject } from 'n8n-workflow';
import type { Account } from '../../../sandbox/exchange/accounts.mts';
import { describeOperation } from '../../harness/contract.mts';
import { runExmo, type Credentials } from '../../harness/engine.mts';
import { openPast } from '../../harness/history.mts';
import { byName } from '../../harness/locators.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

const VERIFY = { resource: 'account', operation: 'verifyHistory' };

// The sandbox would turn requests away; the nodes keep to 10 a second by themselves
const account = useLastingSandbox({ requestsPerSecond: 1000 });
const exchange = () => account.sandbox.exchange;

/** No list shows with what the account started on margin. */
function hideMarginRows(past: Account): void {
	const ids = exchange()
		.margin.wallets.of(past)
		.map(({ id }) => String(id));
	exchange().shown.set({ withheld: [...exchange().shown.get().withheld, ...ids] });
}

/** An account whose rows tell everything: nothing is on margin. */
async function openAccount(name: string): Promise<{ credentials: Credentials; past: Account }> {
	const plan = { name, trades: 60, pairs: 3, operations: 24, cancelled: 4 };
	const credentials = await openPast(account.sandbox, plan);
	const past = exchange().account(name)!;
	const { ledger } = exchange().core;
	for (const { currency } of exchange().margin.wallets.of(past)) {
		ledger.move(past.margin, 'outside', currency, ledger.free(past.margin, currency));
	}
	hideMarginRows(past);
	return { credentials, past };
}

const verify = async (credentials: Credentials, parameters: IDataObject = {}) =>
	await runExmo(credentials, { ...VERIFY, ...parameters });

const differing = (items: IDataObject[]) =>
	items
		.filter(({ isEqual }) => isEqual !== true)
		.map(({ currency, difference }) => [currency, difference]);
const kindsOf = ({ hints }: IDataObject) => (hints as IDataObject[]).map(({ kind }) => kind);

describe('an account with a past', () => {
	let credentials: Credentials;
	beforeAll(async () => {
		({ credentials } = await openAccount('verified'));
	});

	describeOperation(() => ({ ...account, credentials }), {
		...VERIFY,
		parameters: {
			currency: byName('={{ $json.currency }}'),
			morePairs: '={{ $json.morePairs ?? "" }}',
		},
		items: [{ currency: 'BTC' }, { currency: 'usd' }],
		bad: { item: { currency: 'BTC', morePairs: 'BTC' }, sentence: 'BTC' },
		check(btc, usd) {
			expect([...btc, ...usd]).toMatchObject([
				{ currency: 'BTC', isEqual: true, difference: '0', hints: [], unknownRows: [] },
				{ currency: 'USD', isEqual: true, difference: '0', hints: [], unknownRows: [] },
			]);
		},
	});

	test('every currency is what the rows add up to, and what the account has; no write is sent', async () => {
		await fetch(`${account.sandbox.url}/_sandbox/record`, { method: 'DELETE' });
		const { json } = await verify(credentials);
		expect(json.length).toBeGreaterThan(4);
		expect(differing(json)).toEqual([]);
		const balances = (
			await runExmo(credentials, { resource: 'account', operation: 'getBalances', hideZero: true })
		).json;
		for (const { currency, total } of balances) {
			expect(json).toContainEqual(
				expect.objectContaining({ currency, actual: total, replayed: total }),
			);
		}
		const { endpoints } = await truthOf(account.sandbox);
		expect(Object.keys(endpoints).sort()).toEqual([
			'margin/user/wallet/history',
			'margin/user/wallet/list',
			'pair_settings',
			'user_cancelled_orders',
			'user_info',
			'user_trades',
			'wallet_operations',
		]);
	});
});

test('one trade withheld: its two currencies, its amounts', async () => {
	const { credentials, past } = await openAccount('withheld');
	const trades = [...past.trades.values()][0];
	const [{ pair, side, quantity, amount, commission }] = trades.splice(5, 1);
	const [base, quote] = pair.split('_');
	const [received, paid] = side === 'buy' ? [quantity, amount] : [amount, quantity];
	const [into, out] = side === 'buy' ? [base, quote] : [quote, base];
	const { json } = await verify(credentials);
	expect(differing(json).sort()).toEqual(
		[
			[into, received.minus(commission).toFixed()],
			[out, paid.negated().toFixed()],
		].sort(),
	);
	expect(differing(json.slice(0, 2))).toHaveLength(2);
	expect(kindsOf(json[0])).toEqual(['nothingFits']);
	expect(json[0].explained).toBe('0');
});

test('a deposit whose status is not known', async () => {
	const { credentials, past } = await openAccount('odd');
	const operation = exchange()
		.wallet.of(past)
		.find(({ type }) => type === 'deposit')!;
	Object.assign(operation, { status: 'Rejected' });
	const { json } = await verify(credentials);
	const amount = operation.amount.toFixed();
	expect(differing(json)).toEqual([[operation.currency, amount]]);
	expect(json[0]).toMatchObject({
		...{ explained: amount, unknownRows: [`wallet-${operation.id}`] },
		hints: [{ kind: 'unknownRows', isExact: true }],
	});
});

test('29.4 % swapped for the claim token on the day of the notice: a hint, and no explanation', async () => {
	const { credentials, past } = await openAccount('swapped');
	const notice = Date.UTC(2026, 6, 14);
	const [pair, trades] = [...past.trades][0];
	const [base] = pair.split('_');
	const before = exchange()
		.wallet.of(past)
		.filter(({ currency, createdMs }) => currency === base && createdMs < notice)
		.reduce(
			(sum, { type, amount }) => (type === 'deposit' ? sum.plus(amount) : sum.minus(amount)),
			new Decimal(0),
		);
	const held = trades
		.filter(({ atMs }) => atMs < notice)
		.reduce(
			(sum, { side, quantity, commission, commissionCurrency }) =>
				sum
					.plus(side === 'buy' ? quantity : quantity.negated())
					.minus(commissionCurrency === base ? commission : 0),
			before,
		);
	const cut = held.times('0.294').toDP(8, Decimal.ROUND_DOWN);
	const { ledger } = exchange().core;
	ledger.move(past.spot, 'outside', base, cut);
	ledger.move('outside', past.spot, 'USDRec', new Decimal('12.5'));
	const { json } = await verify(credentials);
	expect(differing(json).sort()).toEqual(
		[
			[base, cut.negated().toFixed()],
			['USDRec', '12.5'],
		].sort(),
	);
	const [ofBase] = json.filter(({ currency }) => currency === base);
	expect(ofBase).toMatchObject({
		explained: '0',
		hints: [{ kind: 'claimTokenSwap', isExact: true, text: expect.stringContaining('a hint') }],
	});
	const [token] = json.filter(({ currency }) => currency === 'USDRec');
	expect(kindsOf(token)).toEqual(['claimToken']);
});

test('a pair that EXMO leaves out is named where it may matter', async () => {
	const { credentials, past } = await openAccount('left out');
	const [pair] = [...past.trades.keys()];
	past.cancelled[0] = { ...past.cancelled[0], pair: 'BTC_OLD' };
	past.trades.get(pair)!.splice(0, 1);
	const { json } = await verify(credentials);
	const btc = json.find(({ currency }) => currency === 'BTC');
	expect(pair).toContain('BTC');
	expect(btc?.hints).toContainEqual({
		...{ kind: 'pairLeftOut', isExact: false },
		text: expect.stringContaining('BTC_OLD'),
	});
});

test('an account without margin wallets is verified all the same', async () => {
	const { credentials } = await openAccount('no margin');
	account.sandbox.faults.add({
		kind: 'custom',
		endpoints: ['margin/user/wallet/list', 'margin/user/wallet/history'],
		body: '{"error":{"code":140999,"msg":"margin is not available"}}',
		times: 2,
	});
	const { json } = await verify(credentials);
	expect(differing(json)).toEqual([]);
	expect(json.map(({ inMargin }) => inMargin)).toEqual(json.map(() => ''));
});

test.each([
	['in a form that is not known', '{"history":{"USD":[]}}', 'listUnreadable'],
	['with nothing', '{}', undefined],
])('a margin wallet that EXMO answers %s', async (what, body, kind) => {
	const { credentials, past } = await openAccount(`margin ${what}`);
	exchange().core.ledger.move('outside', past.spot, 'USD', new Decimal(1));
	account.sandbox.faults.add({
		...{ kind: 'custom', endpoints: ['margin/user/wallet/history'], body, times: 1 },
	});
	const { json } = await verify(credentials);
	expect(differing(json)).toEqual([['USD', '1']]);
	expect(kindsOf(json[0])).toEqual([kind ?? 'nothingFits']);
});

test('what is on margin: a row in words that are not known explains it, no row does not', async () => {
	const credentials = await openPast(account.sandbox, { name: 'on margin', trades: 2, pairs: 1 });
	const usdt = async () => (await verify(credentials, { currency: byName('USDT') })).json[0];
	expect(await usdt()).toMatchObject({
		...{ currency: 'USDT', difference: '10000', inMargin: '10000', explained: '10000' },
		hints: [
			{ kind: 'unknownRows', isExact: true },
			{ kind: 'margin', isExact: true },
		],
	});
	hideMarginRows(exchange().account('on margin')!);
	expect(await usdt()).toMatchObject({
		...{ difference: '10000', explained: '0', unknownRows: [] },
		hints: [{ kind: 'margin', isExact: true }],
	});
});
