/** Which of EXMO's lists make up the history. */
import { cancelledOrders, ownTrades, walletOperations } from '../account/lists';
import type { Call } from '../api/call';
import type { Row } from '../api/rows';
import { ExmoError } from '../errors/errors';
import type { HistoryList } from './merge';
import type { Source } from './position';
import { positionOf, type HistoryRow } from './rows';

/** Pages of one list that are read at the same time. */
const PAGES_AT_ONCE = 3;

const list = (
	source: Source,
	name: string,
	rows: () => AsyncIterable<Row> | Iterable<Row>,
	isNewestFirst: boolean,
): HistoryList<HistoryRow> => ({
	name,
	rows,
	positionOf: (row) => positionOf(source, row),
	toValue: (row) => ({ source, row }),
	isNewestFirst,
});

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
): HistoryList<HistoryRow> {
	const options = { atOnce: PAGES_AT_ONCE, isListed: async () => isListed };
	const rows = () => {
		const trades = ownTrades(call, pair, options);
		return note ? tradesIfKnown(trades, pair, note) : trades;
	};
	return list('trade', `trades of ${pair}`, rows, true);
}

/** They stand in the order in which they were cancelled, which no row tells: all of them are read. */
export const cancelledList = (rows: readonly Row[]): HistoryList<HistoryRow> =>
	list('order', 'cancelled orders', () => rows, false);

/** That they stand newest first is not certain (exmo-api/REST.md 4.5): all of them are read. */
export const walletList = (call: Call): HistoryList<HistoryRow> =>
	list('wallet', 'wallet operations', () => walletOperations(call, PAGES_AT_ONCE), false);

/** Every cancelled order: also for the pairs that they name, which may not be listed any more. */
export async function readCancelled(call: Call): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const row of cancelledOrders(call)) rows.push(row);
	return rows;
}
