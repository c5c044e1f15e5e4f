import type { IDataObject } from 'n8n-workflow';

import {
	collectHistory,
	type HistoryList,
	type Progress,
} from '../../../../../exmo/history/collect';
import { toCsv } from '../../../../../exmo/history/csv';
import type { Placed } from '../../../../../exmo/history/oldest';
import { cursorOf, readCursor, type Position } from '../../../../../exmo/history/position';
import type { ExmoClient } from '../../../../shared/exchange/client';
import { clock } from '../../../../shared/exchange/clock';
import { isoOfSeconds } from '../../../../shared/fields/dates';
import { InvalidInput } from '../../../../shared/errors/nodeErrors';
import { choice, type ItemParameters } from '../../../../shared/fields/parameters';
import { FileItem, type Operation } from '../../operation';
import { exportHistoryFields } from './fields';
import { cancelledList, readCancelled, tradeList, walletList } from './lists';
import { COLUMNS } from './rows';

const INCLUDABLE = ['trades', 'cancelledOrders', 'walletOperations'] as const;
type Included = (typeof INCLUDABLE)[number];

/** Rows of a second that is still running may not all be there: the next export begins with them. */
const UNSETTLED_SECONDS = 2;
const PROGRESS_EVERY_MS = 2000;

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

/** The lists to read. `note` is told of pairs that only cancelled orders name and EXMO does not know any more. */
async function planLists(
	client: ExmoClient,
	included: Set<Included>,
	morePairs: readonly string[],
	note: (pair: string) => void,
): Promise<Array<HistoryList<IDataObject>>> {
	const call = client.call;
	const listed = await client.pairs(); // also tells EXMO's clock
	const lists: Array<HistoryList<IDataObject>> = [];
	if (included.has('walletOperations')) lists.push(walletList(call));
	const needsOrders = included.has('cancelledOrders') || included.has('trades');
	const cancelled = needsOrders ? await readCancelled(call) : [];
	if (included.has('cancelledOrders')) lists.push(cancelledList(cancelled));
	if (included.has('trades')) {
		const asked = new Set([...listed.keys(), ...morePairs]);
		const named = new Set(cancelled.map(({ pair }) => String(pair)));
		for (const pair of asked) lists.push(tradeList(call, pair, listed.has(pair)));
		for (const pair of named) if (!asked.has(pair)) lists.push(tradeList(call, pair, false, note));
	}
	return lists;
}

/** Tells how far it is, every two seconds at most. */
function teller(progress: (text: string) => void): (state: Progress) => void {
	let next = clock.now() + PROGRESS_EVERY_MS;
	return ({ rowsRead, listsDone, lists }) => {
		if (clock.now() < next) return;
		next = clock.now() + PROGRESS_EVERY_MS;
		progress(`${rowsRead} rows of the history read, ${listsDone} of ${lists} lists done`);
	};
}

const withCursor = ({ position, value }: Placed<IDataObject>): IDataObject => ({
	...value,
	cursor: cursorOf(position),
});

/**
 * One item for all rows, with the file; an export that went on and found nothing new keeps its cursor.
 * @param now unix seconds, for the name of a file without rows
 */
function fileItem(
	rows: ReadonlyArray<Placed<IDataObject>>,
	unknownPairs: string[],
	limit: number,
	cursor: string,
	now: number,
): FileItem {
	const [first, last] = [rows.at(0)?.position, rows.at(-1)?.position];
	const json = {
		rowCount: rows.length,
		isComplete: rows.length < limit,
		firstAt: first ? isoOfSeconds(first.time) : '',
		lastAt: last ? isoOfSeconds(last.time) : '',
		cursor: last ? cursorOf(last) : cursor,
		unknownPairs,
	};
	const csv = toCsv(
		COLUMNS,
		rows.map(({ value }) => value),
	);
	const day = isoOfSeconds(last?.time ?? now).slice(0, 10);
	return new FileItem(json, csv, `exmo-history-${day}.csv`, 'text/csv');
}

export const exportHistory: Operation = {
	name: 'Export History',
	value: 'exportHistory',
	action: 'Export the history of the account',
	description:
		'Everything that happened in the account, in the order of time: own trades of all pairs with fees, cancelled orders, deposits and withdrawals; as items or as a CSV file. A long history can be exported in parts.',
	fields: exportHistoryFields,
	async execute({ client, parameters, progress }) {
		const output = parameters.choice('output', 'Output', ['items', 'csv']);
		const included = readIncluded(parameters);
		const limit = parameters.limit();
		const from = parameters.seconds('from', 'From') ?? 0;
		const to = parameters.seconds('to', 'To') ?? Infinity;
		if (from > to) throw new InvalidInput('From is later than To.');
		const after = readAfter(parameters);

		const unknownPairs: string[] = [];
		const lists = await planLists(client, included, parameters.pairs('morePairs'), (pair) => {
			unknownPairs.push(pair);
			progress(`EXMO does not know the pair ${pair} any more`);
		});
		await client.learnServerClock();
		const settled = client.serverSeconds() - UNSETTLED_SECONDS;
		const range = { from, to: Math.min(to, settled), after, limit };
		const rows = await collectHistory(lists, range, teller(progress));
		return output === 'items'
			? rows.map(withCursor)
			: [fileItem(rows, unknownPairs, limit, parameters.text('cursor'), settled)];
	},
};
