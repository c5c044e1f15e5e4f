import fc from 'fast-check';
import { toCsv } from '../../../../exmo/history/csv.ts';
import { COLUMNS, exmoCells } from '../../../../exmo/history/formats/exmo.ts';
import { FORMATS, FormatWriter, type FormatName } from '../../../../exmo/history/formats/index.ts';
import { eventOf } from '../../../../exmo/history/ledger/index.ts';
import { Replay } from '../../../../exmo/history/replay/replay.ts';
import type { HistoryRow } from '../../../../exmo/history/rows.ts';
import {
	documentedColumns,
	readCsv,
	READERS,
	sumsOfLines,
	type Line,
} from '../../../harness/readFormats.mts';
import { histories, plain, sumsOf } from './histories.mts';

const NAMES = Object.keys(FORMATS) as FormatName[];

function written(name: FormatName, rows: HistoryRow[]) {
	const writer = new FormatWriter(FORMATS[name]);
	const cells = rows.flatMap((row) => writer.linesOf(eventOf(row)));
	const csv = toCsv(FORMATS[name].columns, cells);
	return { csv, ...readCsv(csv), leftOut: writer.leftOut() };
}

const BUY: HistoryRow = {
	source: 'trade',
	row: {
		...{ trade_id: 812345678, date: 1_760_000_007, type: 'buy', pair: 'BTC_USD' },
		...{ quantity: '0.002', price: '30000', amount: '60' },
		...{ commission_amount: '0.000006', commission_currency: 'BTC' },
	},
};
const wallet = (row: object): HistoryRow => ({
	source: 'wallet',
	row: {
		...{ operation_id: '61234567890123456', created: 1_760_001_500, type: 'withdraw' },
		...{ currency: 'USDT', status: 'Paid', amount: '100', provider: 'USDT (TRC20)' },
		...{ commission: '1', extra: { txid: 'cc33', excode: '', invoice: '' } },
		...row,
	},
});
const margin = (type: string, amount: string): HistoryRow => ({
	source: 'marginWallet',
	row: { id: '7', created: '1760000350600000000', currency: 'USD', type, amount },
});

test('a reader of the tests for each format', () => {
	expect(Object.keys(READERS).sort()).toEqual([...NAMES].sort());
});

describe.each(NAMES)('%s', (name) => {
	test('has the columns that docs/formats.md gives, in that order', () => {
		const { columns } = written(name, []);
		expect(columns).toEqual(documentedColumns(READERS[name].title));
		expect(written(name, []).csv).toBe(`${columns.join(',')}\r\n`);
	});

	test('read back by a CSV library, any history has the balances that it has', () => {
		fc.assert(
			fc.property(histories, (rows) => {
				const { lines, leftOut } = written(name, rows);
				expect(leftOut).toEqual([]);
				expect(plain(sumsOfLines(name, lines))).toEqual(plain(sumsOf(rows)));
			}),
		);
	});

	test('the fee beside the amounts, or in them', () => {
		const { in: into, out, fee, isFeeApart } = READERS[name];
		const cellsOf = (line: Line) => [...into, ...out, ...fee].map((column) => line[column]);
		const [buy, withdrawal] = written(name, [BUY, wallet({})]).lines.map(cellsOf);
		const received = isFeeApart ? '0.002' : '0.001994';
		expect(buy).toEqual([received, 'BTC', '60', 'USD', '0.000006', 'BTC']);
		expect(withdrawal).toEqual(['', '', isFeeApart ? '99' : '100', 'USDT', '1', 'USDT']);
	});

	test('what it cannot tell is counted and listed', () => {
		const rows: HistoryRow[] = [
			BUY,
			{ source: 'order', row: { order_id: '5', created: '1760000000', pair: 'BTC_USD' } },
			wallet({ operation_id: 1, status: 'Cancelled' }),
			wallet({ operation_id: 2, status: 'Processing' }),
			wallet({ operation_id: 3, type: 'swap' }),
			margin('transfer_in', '5'),
		];
		const { lines, leftOut } = written(name, rows);
		expect(lines).toHaveLength(1);
		expect(leftOut).toEqual([
			{
				reason: expect.stringContaining('It moved nothing'),
				...{ count: 2, ids: ['order-5', 'wallet-1'] },
			},
			{ reason: expect.stringContaining('still under way'), count: 1, ids: ['wallet-2'] },
			{ reason: 'What it means is not known', count: 1, ids: ['wallet-3'] },
			{ reason: expect.stringContaining('own wallets'), count: 1, ids: ['marginWallet-7'] },
		]);
	});

	test('profit, loss and fee on margin have a word, or are listed as left out', () => {
		const rows = [margin('trade', '7.5'), margin('trade', '-2'), margin('fee', '0.5')];
		rows.forEach(({ row }, index) => Object.assign(row, { id: String(index) }));
		const { lines, leftOut } = written(name, rows);
		const missing = leftOut.flatMap(({ ids }) => ids);
		expect(lines.length + missing.length).toBe(rows.length);
		const [usd = 0] = [...sumsOfLines(name, lines).values()].map(Number);
		const told = [7.5, -2, -0.5].filter((_, index) => !missing.includes(`marginWallet-${index}`));
		expect(usd).toBe(told.reduce((sum, amount) => sum + amount, 0));
		for (const { reason } of leftOut)
			expect(reason).toContain(`${READERS[name].title} has no word`);
	});

	test('a text that a spreadsheet would run does not begin a cell', () => {
		const { csv, lines } = written(name, [
			wallet({ provider: '=cmd|x', extra: { txid: '=1+1' } }),
			wallet({ type: 'deposit', currency: '@USD', commission: '0' }),
		]);
		expect(lines).toHaveLength(2);
		for (const line of lines) {
			for (const cell of Object.values(line)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
		}
		expect(csv).toContain("'@USD");
	});
});

test('dates', () => {
	const first = (name: FormatName): Line => written(name, [BUY]).lines[0];
	expect([
		first('koinly').Date,
		first('coinTracking').Date,
		first('coinTracker').Date,
		first('blockpit')['Date (UTC)'],
		first('divly').date,
		first('divly')['time (UTC)'],
		first('bittyTax').Timestamp,
		first('recap').Date,
	]).toEqual([
		'2025-10-09 08:53:27',
		'2025-10-09 08:53:27',
		'10/09/2025 08:53:27',
		'09.10.2025 08:53:27',
		'2025-10-09',
		'08:53:27',
		'2025-10-09 08:53:27',
		'2025-10-09T08:53:27Z',
	]);
});

test('rewards and gift codes have the words that docs/formats.md names', () => {
	const rows = [
		wallet({ type: 'deposit', provider: 'Cashback', commission: '0' }),
		wallet({ type: 'deposit', provider: 'Referral program', commission: '0' }),
		wallet({ type: 'deposit', extra: { excode: 'EX-CODE_1_USDTx' }, commission: '0' }),
		wallet({ extra: { excode: 'EX-CODE_1_USDTx' }, commission: '0' }),
	];
	const words = (name: FormatName, column: string) =>
		written(name, rows).lines.map((line) => line[column]);
	expect(words('bittyTax', 'Type')).toEqual(['Cashback', 'Referral', 'Gift-Received', 'Gift-Sent']);
	expect(words('koinly', 'Label')).toEqual(['other income', 'other income', '', '']);
	expect(words('divly', 'label')).toEqual(['Income', 'Income', '', '']);
	expect(words('divly', 'transaction_type')).toEqual([
		'Deposit',
		'Deposit',
		'Deposit',
		'Withdrawal',
	]);
});

test('every word stands in docs/formats.md', async () => {
	const { readFileSync } = await import('node:fs');
	const text = readFileSync('docs/formats.md', 'utf8');
	for (const name of NAMES) {
		const row = text.split('\n').find((line) => line.startsWith(`| **${READERS[name].title}**`));
		for (const word of Object.values(FORMATS[name].labels)) expect(row).toContain(word);
	}
});

test("a fee in a third currency stands by itself in CoinTracking's file", () => {
	const row = { ...BUY.row, commission_currency: 'EXM', commission_amount: '3' };
	const { lines } = written('coinTracking', [{ source: 'trade', row }]);
	expect(lines.map(({ Type, Fee }) => [Type, Fee])).toEqual([
		['Trade', ''],
		['Other Fee', ''],
	]);
	expect(lines[1]).toMatchObject({ 'Sell Amount': '3', 'Sell Currency': 'EXM' });
});

test("EXMO's own columns: texts are made harmless, numbers are not touched", () => {
	const fields = {
		id: 'trade-1',
		price: '-5',
		amount: 'n/a',
		tag: '-5',
		address: '+49',
		created: 7,
	};
	const { columns, lines } = readCsv(toCsv(COLUMNS, [exmoCells(fields)]));
	expect(columns).toEqual([...COLUMNS]);
	expect(lines[0]).toMatchObject({
		...{ id: 'trade-1', price: '-5', amount: 'n/a', tag: "'-5", address: "'+49", created: '7' },
		...{ pair: '', feeAmount: '' },
	});
});

test('no row, however odd, stops an export or a proof', () => {
	const odd = fc.oneof(
		fc.constantFrom(null, undefined, '', '0', 'n/a', -1, 1e30, '9'.repeat(40), [], {}, true),
		fc.constantFrom('buy', 'sell', 'deposit', 'withdraw', 'Paid', 'BTC', 'BTC_USD', '1.5', 'fee'),
	);
	const row = fc.record({
		...{ type: odd, pair: odd, quantity: odd, amount: odd, commission_amount: odd, date: odd },
		...{ created: odd, currency: odd, status: odd, commission: odd, provider: odd, id: odd },
		extra: fc.oneof(odd, fc.record({ excode: odd, txid: odd })),
	});
	const sources = ['trade', 'order', 'wallet', 'marginTrade', 'marginWallet'] as const;
	fc.assert(
		fc.property(
			fc.constantFrom(...sources),
			row,
			fc.constantFrom(...NAMES),
			(source, one, name) => {
				const event = eventOf({ source, row: one });
				new Replay().add(event);
				const { lines, leftOut } = written(name, [{ source, row: one }]);
				expect(lines.length + leftOut.length).toBeGreaterThan(0);
				expect(JSON.stringify(lines)).not.toMatch(/NaN|undefined|\[object|1970-/);
			},
		),
		{ numRuns: 3000 },
	);
});
