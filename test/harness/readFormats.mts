/** The exported files read back by a CSV library, and what they add up to: by code of the tests' own. */
import { parse } from 'csv-parse/sync';
import { Decimal } from 'decimal.js';
import { readFileSync } from 'node:fs';

const Exact = Decimal.clone({ precision: 60, toExpNeg: -40, toExpPos: 60 });

export type Line = Record<string, string>;

/** @returns the column names in order, and the lines by column */
export function readCsv(csv: string): { columns: string[]; lines: Line[] } {
	const [columns, ...rows] = parse(csv, { relax_column_count: false }) as string[][];
	return {
		columns,
		lines: rows.map((row) =>
			Object.fromEntries(columns.map((column, index) => [column, row[index]])),
		),
	};
}

/** Where each format has what came in, what went out and the fee, and whether the fee is in the amounts. */
export const READERS: Record<
	string,
	{
		title: string;
		in: [string, string];
		out: [string, string];
		fee: [string, string];
		isFeeApart: boolean;
	}
> = {
	koinly: {
		title: 'Koinly',
		in: ['Received Amount', 'Received Currency'],
		out: ['Sent Amount', 'Sent Currency'],
		fee: ['Fee Amount', 'Fee Currency'],
		isFeeApart: true,
	},
	coinTracking: {
		title: 'CoinTracking',
		in: ['Buy Amount', 'Buy Currency'],
		out: ['Sell Amount', 'Sell Currency'],
		fee: ['Fee', 'Fee Currency'],
		isFeeApart: false,
	},
	coinTracker: {
		title: 'CoinTracker',
		in: ['Received Quantity', 'Received Currency'],
		out: ['Sent Quantity', 'Sent Currency'],
		fee: ['Fee Amount', 'Fee Currency'],
		isFeeApart: true,
	},
	blockpit: {
		title: 'Blockpit',
		in: ['Incoming Amount', 'Incoming Asset'],
		out: ['Outgoing Amount', 'Outgoing Asset'],
		fee: ['Fee Amount (optional)', 'Fee Asset (optional)'],
		isFeeApart: true,
	},
	divly: {
		title: 'Divly',
		in: ['received_amount', 'received_currency'],
		out: ['sent_amount', 'sent_currency'],
		fee: ['fee_amount', 'fee_currency'],
		isFeeApart: true,
	},
	bittyTax: {
		title: 'BittyTax',
		in: ['Buy Quantity', 'Buy Asset'],
		out: ['Sell Quantity', 'Sell Asset'],
		fee: ['Fee Quantity', 'Fee Asset'],
		isFeeApart: true,
	},
	recap: {
		title: 'Recap',
		in: ['InOrBuyAmount', 'InOrBuyCurrency'],
		out: ['OutOrSellAmount', 'OutOrSellCurrency'],
		fee: ['FeeAmount', 'FeeCurrency'],
		isFeeApart: true,
	},
};

/** What a file's lines add up to; a line of a format that counts the fee in is taken as that format does. */
export function sumsOfLines(format: string, lines: Iterable<Line>): Map<string, Decimal> {
	const { in: into, out, fee, isFeeApart } = READERS[format];
	const sums = new Map<string, Decimal>();
	const count = (line: Line, [amount, currency]: [string, string], sign: number) => {
		if (line[amount] === '') return;
		const sum = sums.get(line[currency]) ?? new Exact(0);
		sums.set(line[currency], sum.plus(new Exact(line[amount]).times(sign)));
	};
	for (const line of lines) {
		count(line, into, 1);
		count(line, out, -1);
		if (isFeeApart) count(line, fee, -1);
	}
	return sums;
}

/** The columns that docs/formats.md gives a format, e.g. "Koinly"; what stands in brackets after a list is a remark. */
export function documentedColumns(title: string): string[] {
	const row = readFileSync('docs/formats.md', 'utf8')
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.find(([, name]) => name?.startsWith(`**${title}**`));
	if (!row) throw new Error(`docs/formats.md has no row for ${title}`);
	return row[2]
		.replace(/ \((?:older|names exact|its parser)[^)]*\)$/, '')
		.split(', ')
		.map((column) => column.trim());
}
