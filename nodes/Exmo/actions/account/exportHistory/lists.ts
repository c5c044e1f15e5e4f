/** Which of EXMO's lists make up the history. */
import type { IDataObject } from 'n8n-workflow';

import { ExmoError } from '../../../../../exmo/errors/errors';
import type { HistoryList } from '../../../../../exmo/history/collect';
import type { Position, Source } from '../../../../../exmo/history/position';
import { orderIdOf } from '../../../../../exmo/api/ids';
import type { Call } from '../../../../../exmo/api/call';
import { cancelledOrders, ownTrades, walletOperations } from '../../../../../exmo/account/lists';
import type { Row } from '../../../../../exmo/api/rows';
import { historyItem } from './rows';

/** Pages of one list that are read at the same time. */
const PAGES_AT_ONCE = 3;

const POSITIONS: Record<Source, (row: Row) => Position> = {
	trade: (row) => ({ source: 'trade', time: Number(row.date), id: String(row.trade_id) }),
	order: (row) => ({ source: 'order', time: Number(row.created), id: orderIdOf(row) }),
	wallet: (row) => ({ source: 'wallet', time: Number(row.created), id: String(row.operation_id) }),
};

function list(
	source: Source,
	name: string,
	rows: () => AsyncIterable<Row> | Iterable<Row>,
	isNewestFirst: boolean,
): HistoryList<IDataObject> {
	const positionOf = POSITIONS[source];
	return {
		name,
		rows,
		positionOf,
		toValue: (row) => historyItem(positionOf(row), row),
		isNewestFirst,
	};
}

/** The trades of a pair, or nothing and a note when EXMO does not know the pair any more. */
async function* tradesIfKnown(
	trades: AsyncGenerator<Row, void>,
	pair: string,
	note: (pair: string) => void,
): AsyncGenerator<Row, void> {
	const first = await trades.next().catch((error: unknown) => {
		if (!(error instanceof ExmoError) || error.details.kind !== 'notFound') throw error;
		note(pair);
		return undefined;
	});
	if (!first || first.done) return;
	yield first.value;
	yield* trades;
}

/** @param note is told of a pair that EXMO does not know any more; without it that is an error */
export function tradeList(
	call: Call,
	pair: string,
	isListed: boolean,
	note?: (pair: string) => void,
): HistoryList<IDataObject> {
	const options = { atOnce: PAGES_AT_ONCE, isListed: async () => isListed };
	const rows = () => {
		const trades = ownTrades(call, pair, options);
		return note ? tradesIfKnown(trades, pair, note) : trades;
	};
	return list('trade', `trades of ${pair}`, rows, true);
}

/** They stand in the order in which they were cancelled, which no row tells: all of them are read. */
export const cancelledList = (rows: readonly Row[]): HistoryList<IDataObject> =>
	list('order', 'cancelled orders', () => rows, false);

/** That they stand newest first is not certain (exmo-api/REST.md 4.5): all of them are read. */
export const walletList = (call: Call): HistoryList<IDataObject> =>
	list(
		'wallet',
		'wallet operations',
		() => walletOperations(call, { atOnce: PAGES_AT_ONCE }),
		false,
	);

/** Every cancelled order: also for the pairs that they name, which may not be listed any more. */
export async function readCancelled(call: Call): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const row of cancelledOrders(call)) rows.push(row);
	return rows;
}
