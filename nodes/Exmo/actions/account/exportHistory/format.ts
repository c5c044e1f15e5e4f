/** The field Format, and the rows of the history in the format that was chosen. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { toCsv } from '../../../../../exmo/history/csv';
import { COLUMNS, exmoCells } from '../../../../../exmo/history/formats/exmo';
import type { Cell } from '../../../../../exmo/history/formats/format';
import {
	FORMATS,
	FormatWriter,
	type FormatName,
	type LeftOut,
} from '../../../../../exmo/history/formats';
import { eventOf } from '../../../../../exmo/history/ledger';
import type { Placed } from '../../../../../exmo/history/oldest';
import { cursorOf } from '../../../../../exmo/history/position';
import type { HistoryRow } from '../../../../../exmo/history/rows';
import { formatDecimal } from '../../../../../exmo/money/decimal';
import { historyItem } from './rows';

export const FORMAT_NAMES: ReadonlyArray<'exmo' | FormatName> = [
	'exmo',
	...(Object.keys(FORMATS) as FormatName[]),
];

const forProgram = (value: FormatName, description: string) => ({
	name: FORMATS[value].name,
	value,
	description,
});

export const formatField: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	options: [
		forProgram('bittyTax', 'Its generic file (UK)'),
		forProgram('blockpit', 'Its import template. Make an .xlsx of the items with Convert to File.'),
		forProgram('coinTracker', 'Its CSV'),
		forProgram('coinTracking', 'Its CSV import'),
		forProgram('divly', 'Its generic file'),
		{ name: 'EXMO', value: 'exmo', description: 'Every row with everything that it says' },
		forProgram('koinly', 'Its universal template'),
		forProgram('recap', 'Its CSV (UK)'),
	],
	default: 'exmo',
	description:
		'The columns of the rows. The formats of tax and portfolio programs have no place for cancelled orders and for what is still under way: what is left out is listed in the item of the CSV file and in the log. A program may have changed its columns since: look through what it has read.',
};

/** The rows in a format: as items, or as the text of a file. */
export interface FormattedRows {
	items(): IDataObject[];
	csv(): string;
	readonly leftOut: readonly LeftOut[];
}

type Placement = Placed<HistoryRow>;

const ownItem = ({ position, value }: Placement): IDataObject => historyItem(position, value.row);

function inOwnColumns(rows: readonly Placement[]): FormattedRows {
	return {
		items: () => rows.map((row) => ({ ...ownItem(row), cursor: cursorOf(row.position) })),
		csv: () =>
			toCsv(
				COLUMNS,
				rows.map((row) => exmoCells(ownItem(row))),
			),
		leftOut: [],
	};
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : formatDecimal(cell));

export function inFormat(name: 'exmo' | FormatName, rows: readonly Placement[]): FormattedRows {
	if (name === 'exmo') return inOwnColumns(rows);
	const format = FORMATS[name];
	const writer = new FormatWriter(format);
	const lines = rows.flatMap(({ value }) => writer.linesOf(eventOf(value)));
	return {
		items: () =>
			lines.map((cells) =>
				Object.fromEntries(format.columns.map((column, index) => [column, textOf(cells[index])])),
			),
		csv: () => toCsv(format.columns, lines),
		leftOut: writer.leftOut(),
	};
}
