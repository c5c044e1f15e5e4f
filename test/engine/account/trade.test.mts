import type { IDataObject } from 'n8n-workflow';
import { describeOperation } from '../../harness/contract.mts';
import { runExmo, type Credentials } from '../../harness/engine.mts';
import { openPast } from '../../harness/history.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

const TRADES = 730;
const PAIRS = 3;

const account = useLastingSandbox({ rateLimit: false });
let credentials: Credentials;
beforeAll(async () => {
	credentials = await openPast(account.sandbox, { trades: TRADES, pairs: PAIRS, days: 100 });
});

const getMany = async (parameters: IDataObject = {}) =>
	await runExmo(credentials, { resource: 'trade', operation: 'getMany', ...parameters });
const ids = (items: IDataObject[]) => items.map(({ tradeId }) => tradeId);

describeOperation(() => ({ ...account, credentials }), {
	resource: 'trade',
	operation: 'getMany',
	parameters: { pairs: '={{ $json.pairs }}', returnAll: false, limit: 5 },
	items: [{ pairs: 'BTC_USD' }, { pairs: ['eth/usd', 'XRP_USD'] }],
	bad: { item: { pairs: 'NOPE_USD' }, sentence: 'EXMO does not know the pair NOPE_USD' },
	check(btc, others) {
		expect(btc.map(({ pair }) => pair)).toEqual(Array(5).fill('BTC_USD'));
		expect(new Set(others.map(({ pair }) => pair))).toEqual(new Set(['ETH_USD', 'XRP_USD']));
		expect(others).toHaveLength(5);
	},
});

test('Return All: every trade of every pair once, newest first', async () => {
	const { json } = await getMany({ returnAll: true });
	expect(new Set(ids(json)).size).toBe(TRADES);
	expect(json).toHaveLength(TRADES);
	const dates = json.map(({ date }) => Number(date));
	expect(dates).toEqual(dates.toSorted((a, b) => b - a));
	expect(new Set(json.map(({ pair }) => pair)).size).toBe(PAIRS);
});

test('From and To, both inclusive; reading stops at the first trade that is too old', async () => {
	const all = (await getMany({ pairs: 'BTC_USD', returnAll: true })).json;
	const [newest, oldest] = [all[20], all[29]];
	await fetch(`${account.sandbox.url}/_sandbox/record`, { method: 'DELETE' });
	const { json } = await getMany({
		pairs: 'BTC_USD',
		returnAll: true,
		from: oldest.createdAt,
		to: newest.createdAt,
	});
	expect(ids(json)).toEqual(ids(all.slice(20, 30)));
	expect((await truthOf(account.sandbox)).endpoints.user_trades).toBe(1);
});

test('Simplify off: the rows as EXMO sends them', async () => {
	const { json } = await getMany({ pairs: 'BTC_USD', limit: 1, simplify: false });
	expect(json[0]).toMatchObject({
		pair: 'BTC_USD',
		commission_currency: expect.any(String),
		exec_type: expect.stringMatching(/^(taker|maker)$/),
	});
});

test('From after To', async () => {
	const { error } = await getMany({ from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' });
	expect(error?.message).toBe('From is later than To.');
});
