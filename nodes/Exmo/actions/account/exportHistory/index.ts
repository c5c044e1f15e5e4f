import { collectHistory, INCLUDABLE, type Included } from '../../../../../exmo/history/collect';
import { cursorOf, readCursor, type Position } from '../../../../../exmo/history/position';
import { isoOfSeconds } from '../../../../shared/fields/dates';
import { InvalidInput } from '../../../../shared/errors/nodeErrors';
import { choice, type ItemParameters } from '../../../../shared/fields/parameters';
import { FileItem, type Operation } from '../../operation';
import { teller } from '../historyProgress';
import { exportHistoryFields } from './fields';
import { FORMAT_NAMES, inFormat, type FormattedRows } from './format';

/** Rows of a second that is still running may not all be there: the next export begins with them. */
const UNSETTLED_SECONDS = 2;

function readIncluded(parameters: ItemParameters): Set<Included> {
	const chosen = parameters.list('include').map((value) => choice('Include', value, INCLUDABLE));
	if (chosen.length > 0) return new Set(chosen);
	throw new InvalidInput('Include is empty. Choose at least one of the lists.');
}

function readAfter(parameters: ItemParameters): Position | undefined {
	const cursor = parameters.text('cursor');
	if (cursor === '') return undefined;
	const position = readCursor(cursor);
	if (position) return position;
	throw new InvalidInput(
		`"${cursor}" is not a cursor of Export History, which looks like 1760000007/trade-812345678.`,
	);
}

interface FileContext {
	/** Of the rows, oldest first. */
	readonly positions: readonly Position[];
	readonly unknownPairs: string[];
	readonly limit: number;
	/** The cursor that was given: an export that went on and found nothing new keeps it. */
	readonly cursor: string;
	/** Unix seconds, for the name of a file without rows. */
	readonly now: number;
	readonly format: string;
}

/** One item for all rows, with the file. */
function fileItem(rows: FormattedRows, context: FileContext): FileItem {
	const { positions, unknownPairs, limit, cursor, now, format } = context;
	const [first, last] = [positions.at(0), positions.at(-1)];
	const json = {
		rowCount: positions.length,
		isComplete: positions.length < limit,
		firstAt: first ? isoOfSeconds(first.time) : '',
		lastAt: last ? isoOfSeconds(last.time) : '',
		cursor: last ? cursorOf(last) : cursor,
		unknownPairs,
		leftOut: rows.leftOut.map(({ ids, ...left }) => ({ ...left, ids: [...ids] })),
	};
	const name = format === 'exmo' ? 'exmo-history' : `exmo-history-${format.toLowerCase()}`;
	const day = isoOfSeconds(last?.time ?? now).slice(0, 10);
	return new FileItem(json, rows.csv(), `${name}-${day}.csv`, 'text/csv');
}

export const exportHistory: Operation = {
	name: 'Export History',
	value: 'exportHistory',
	action: 'Export the history of the account',
	description:
		'Everything that happened in the account, in the order of time: own trades with fees (of listed pairs, of those that cancelled orders name, and of More Pairs), cancelled orders, deposits and withdrawals; as items or as a CSV file, in the columns of EXMO or of a tax or portfolio program. A long history can be exported in parts.',
	fields: exportHistoryFields,
	async execute({ client, parameters, progress }) {
		const output = choice('Output', parameters.text('output'), ['items', 'csv']);
		const included = readIncluded(parameters);
		const limit = parameters.limit();
		const from = parameters.seconds('from', 'From') ?? 0;
		const to = parameters.seconds('to', 'To') ?? Infinity;
		if (from > to) throw new InvalidInput('From is later than To.');
		const after = readAfter(parameters);

		const format = choice('Format', parameters.text('format'), FORMAT_NAMES);
		const morePairs = parameters.pairs('morePairs');
		const listed = new Set((await client.pairs()).keys()); // also tells EXMO's clock
		await client.learnServerClock();
		const settled = client.serverSeconds() - UNSETTLED_SECONDS;
		const range = { from, to: Math.min(to, settled), after, limit };
		const { rows, gaps } = await collectHistory(
			client.call,
			{ included, listed, morePairs, range },
			{
				progress: teller(progress),
				gap: ({ name }) => progress(`EXMO does not know the pair ${name} any more`),
			},
		);
		const formatted = inFormat(format, rows);
		for (const { reason, count } of formatted.leftOut) {
			progress(`${count} rows are left out. ${reason}.`);
		}
		if (output === 'items') return formatted.items();
		const positions = rows.map(({ position }) => position);
		const unknownPairs = gaps.map(({ name }) => name);
		const cursor = parameters.text('cursor');
		return [fileItem(formatted, { positions, unknownPairs, limit, cursor, now: settled, format })];
	},
};
