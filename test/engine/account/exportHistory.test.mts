import type { IDataObject } from 'n8n-workflow';
import { REQUESTS_PER_SECOND } from '../../../sandbox/http/rateLimit.mts';
import { describeOperation, expectSchema } from '../../harness/contract.mts';
import { runExmo, type Credentials } from '../../harness/engine.mts';
import { openPast } from '../../harness/history.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf, untilAsked } from '../../harness/truth.mts';

const EXPORT = { resource: 'account', operation: 'exportHistory' };

// The sandbox would turn requests away; the nodes keep to the rate limit by themselves
const account = useLastingSandbox({ requestsPerSecond: 1000 });

type Settings = Parameters<typeof runExmo>[2];
const exportOf = async (
	credentials: Credentials,
	parameters: IDataObject = {},
	settings: Settings = {},
) => await runExmo(credentials, { ...EXPORT, ...parameters }, settings);
const ids = (rows: IDataObject[]) => rows.map(({ id }) => id);
const countOf = (rows: IDataObject[], ...kinds: string[]) =>
	rows.filter(({ kind }) => kinds.includes(String(kind))).length;

/** An RFC 4180 table as rows by column. */
function parseCsv(csv: string): Array<Record<string, string>> {
	const [columns, ...rows] = csv
		.split('\r\n')
		.slice(0, -1)
		.map((line) =>
			[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
				([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
			),
		);
	return rows.map((row) =>
		Object.fromEntries(columns.map((column, index) => [column, row[index]])),
	);
}

describe('a small history', () => {
	let credentials: Credentials;
	beforeAll(async () => {
		credentials = await openPast(account.sandbox, {
			name: 'small',
			trades: 60,
			pairs: 3,
			operations: 20,
			cancelled: 10,
		});
	});

	describeOperation(() => ({ ...account, credentials }), {
		...EXPORT,
		parameters: { returnAll: false, limit: 30, cursor: '={{ $json.cursor ?? "" }}' },
		items: async () => {
			const [, , third] = (await exportOf(credentials)).json;
			return [{}, { cursor: third.cursor as string }];
		},
		bad: {
			item: { cursor: 'yesterday' },
			sentence: '"yesterday" is not a cursor of Export History',
		},
		check(all, rest) {
			expect(ids(rest).slice(0, 27)).toEqual(ids(all).slice(3));
		},
	});

	test('says everything about each kind of row', async () => {
		const { json } = await exportOf(credentials);
		const first = (kind: string) => json.find((row) => row.kind === kind);
		expect(first('trade')).toMatchObject({
			id: expect.stringMatching(/^trade-\d+$/),
			side: expect.stringMatching(/^(buy|sell)$/),
			feeAmount: expect.stringMatching(/^0\.\d+|^\d+/),
			feeCurrency: expect.stringMatching(/^[A-Z]+$/),
			feePercent: '0.3',
		});
		expect(first('cancelledOrder')).toMatchObject({
			id: expect.stringMatching(/^order-\d+$/),
			status: 'cancelled',
			feeAmount: '',
		});
		expect(first('deposit')).toMatchObject({
			id: expect.stringMatching(/^wallet-\d+$/),
			status: 'paid',
			feeAmount: '0',
			feeCurrency: first('deposit')?.currency,
		});
		expect(first('withdrawal')).toMatchObject({
			address: expect.stringMatching(/^sandboxhistory/),
		});
	});

	test('Include takes what was chosen, and only asks for that', async () => {
		await fetch(`${account.sandbox.url}/_sandbox/record`, { method: 'DELETE' });
		const { json } = await exportOf(credentials, { include: ['walletOperations'] });
		expect(json).toHaveLength(20);
		expect(countOf(json, 'deposit', 'withdrawal')).toBe(20);
		const { endpoints } = await truthOf(account.sandbox);
		expect(endpoints).toEqual({ pair_settings: 1, wallet_operations: 1 });
	});

	test('From and To, both inclusive', async () => {
		const all = (await exportOf(credentials)).json;
		const [first, last] = [all[10], all[19]];
		const { json } = await exportOf(credentials, { from: first.createdAt, to: last.createdAt });
		expect(ids(json)).toEqual(ids(all.slice(10, 20)));
	});

	test('as a CSV file it has the same rows', async () => {
		const items = (await exportOf(credentials)).json;
		const { items: files, json } = await exportOf(credentials, { output: 'csv' });
		expectSchema('account', 'exportHistory', json);
		expect(json).toEqual([
			{
				rowCount: 90,
				isComplete: true,
				firstAt: items[0].createdAt,
				lastAt: items[89].createdAt,
				cursor: items[89].cursor,
				unknownPairs: [],
			},
		]);
		const { data } = files[0].binary!;
		expect(data).toMatchObject({ mimeType: 'text/csv', fileName: expect.stringMatching(/\.csv$/) });
		const rows = parseCsv(Buffer.from(data.data, 'base64').toString('utf8'));
		expect(rows).toEqual(
			items.map(({ cursor: _cursor, ...item }) =>
				Object.fromEntries(Object.entries(item).map(([name, value]) => [name, String(value)])),
			),
		);
	});

	test('an empty rest keeps the cursor', async () => {
		const last = (await exportOf(credentials)).json.at(-1)!;
		const again = await exportOf(credentials, { cursor: last.cursor });
		expect(again.json).toEqual([]);
		const file = await exportOf(credentials, { cursor: last.cursor, output: 'csv' });
		expect(file.json[0]).toMatchObject({ rowCount: 0, isComplete: true, cursor: last.cursor });
	});

	test.each<[string, IDataObject, string]>([
		['nothing to include', { include: [] }, 'Include is empty.'],
		['a list that does not exist', { include: ['loans'] }, 'Include "loans" is not one of'],
		[
			'a pair that EXMO does not know',
			{ morePairs: 'NOPE_USD' },
			'EXMO does not know the pair NOPE_USD',
		],
		[
			'From after To',
			{ from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' },
			'From is later than To.',
		],
	])('%s', async (_what, parameters, sentence) => {
		const { error } = await exportOf(credentials, parameters);
		expect(error?.message).toContain(sentence);
	});
});

test('pairs that only cancelled orders name, and that EXMO does not know any more, are listed', async () => {
	const credentials = await openPast(account.sandbox, { name: 'gone', trades: 5, cancelled: 3 });
	const gone = account.sandbox.exchange.account('gone')!;
	gone.cancelled[0] = { ...gone.cancelled[0], pair: 'OLD_USD' };
	const { json } = await exportOf(credentials, { output: 'csv' });
	expect(json[0]).toMatchObject({ rowCount: 58, unknownPairs: ['OLD_USD'] });
});

describe('5,000 trades in 12 pairs and 1,200 wallet operations', () => {
	const TRADES = 5000;
	const OPERATIONS = 1200;
	const CANCELLED = 300;
	let credentials: Credentials;
	let whole: IDataObject[];
	beforeAll(async () => {
		credentials = await openPast(account.sandbox, {
			name: 'large',
			trades: TRADES,
			pairs: 12,
			operations: OPERATIONS,
			cancelled: CANCELLED,
		});
		whole = (await exportOf(credentials)).json;
	});

	test('every row once', () => {
		expect(countOf(whole, 'trade')).toBe(TRADES);
		expect(countOf(whole, 'cancelledOrder')).toBe(CANCELLED);
		expect(countOf(whole, 'deposit', 'withdrawal')).toBe(OPERATIONS);
		expect(new Set(ids(whole)).size).toBe(TRADES + CANCELLED + OPERATIONS);
		expect(new Set(whole.map(({ pair }) => pair).filter(Boolean)).size).toBe(12);
	});

	test('in order', () => {
		const times = whole.map(({ created }) => Number(created));
		expect(times).toEqual(times.toSorted((a, b) => a - b));
	});

	test('exactly what the exchange has', () => {
		const large = account.sandbox.exchange.account('large')!;
		const trades = [...large.trades.values()].flat().map(({ id }) => `trade-${id}`);
		const operations = account.sandbox.exchange.wallet.of(large).map(({ id }) => `wallet-${id}`);
		const cancelled = large.cancelled.map(({ id }) => `order-${id}`);
		expect(new Set(ids(whole))).toEqual(new Set([...trades, ...operations, ...cancelled]));
	});

	test('in parts, each from the cursor of the last row before, the same rows', async () => {
		const parts: IDataObject[] = [];
		for (let cursor: unknown = ''; cursor !== undefined; ) {
			const { json } = await exportOf(credentials, { returnAll: false, limit: 3000, cursor });
			parts.push(...json);
			cursor = json.length < 3000 ? undefined : json.at(-1)?.cursor;
		}
		expect(parts).toEqual(whole);
	});

	test('stopped in the middle and resumed: the same rows', async () => {
		const { json: part } = await exportOf(credentials, { returnAll: false, limit: 2000 });
		const cursor = part.at(-1)?.cursor;
		await fetch(`${account.sandbox.url}/_sandbox/record`, { method: 'DELETE' });
		const stop = new AbortController();
		const stopped = exportOf(credentials, { cursor }, { signal: stop.signal });
		await untilAsked(account.sandbox, 'user_trades', 10);
		stop.abort();
		expect((await stopped).json).toEqual([]);
		const { json: rest } = await exportOf(credentials, { cursor });
		expect([...part, ...rest]).toEqual(whole);
	});

	test('never sends more requests in any second than EXMO allows', async () => {
		const { keys } = await truthOf(account.sandbox);
		expect(keys[String(credentials.apiKey)].perSecond).toBeLessThanOrEqual(REQUESTS_PER_SECOND);
	});
});
