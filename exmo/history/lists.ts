/** Which of EXMO's lists make up the history. */
import { cancelledOrders, ownTrades, walletOperations } from '../account/lists';
import { readPages } from '../account/pages';
import type { Call } from '../api/call';
import { ENDPOINTS } from '../api/endpoints';
import { rowsIn, type Row } from '../api/rows';
import { ExmoError } from '../errors/errors';
import type { HistoryGap } from './gaps';
import type { HistoryList } from './merge';
import type { Source } from './position';
import { positionOf, type HistoryRow } from './rows';

/** Pages of one list that are read at the same time. */
const PAGE_CONCURRENCY = 3;

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
	const options = { concurrency: PAGE_CONCURRENCY, isListed: async () => isListed };
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
	list(
		'wallet',
		'wallet operations',
		() => walletOperations(call, { concurrency: PAGE_CONCURRENCY }),
		false,
	);

/** Rows of the margin wallet that are asked for at once: how many EXMO gives is not known. */
const MARGIN_PAGE = 100;

/** The rows of `margin/user/wallet/history`, whose form is known only from the sandbox (REST.md 6.20). */
function marginRows(reply: unknown): Row[] | undefined {
	const { items, ...others } = (reply ?? {}) as Row;
	if (Array.isArray(items)) return rowsIn(items);
	const isEmpty = Object.keys(others).length === 0 && items === undefined;
	return isEmpty ? [] : undefined;
}

/** What moved in the margin wallets, as far as EXMO answers. @param note is told when it does not */
export function marginWalletList(
	call: Call,
	note: (gap: HistoryGap) => void,
): HistoryList<HistoryRow> {
	const name = 'margin wallet';
	const noteRefused = (error: unknown): unknown => {
		if (!isRefusal(error)) throw error;
		note({ kind: 'listRefused', name });
		return undefined;
	};
	const read = async (limit: number, offset: number): Promise<Row[]> => {
		const reply = await call(ENDPOINTS.marginWalletHistory, { limit, offset }).catch(noteRefused);
		const rows = marginRows(reply);
		if (!rows) note({ kind: 'listUnreadable', name });
		return rows ?? [];
	};
	const idOf = (row: Row) => String(row.id ?? JSON.stringify(row));
	const rows = () => readPages({ read, idOf, pageSize: MARGIN_PAGE, surePage: 1 });
	return list('marginWallet', name, rows, false);
}

/** Whether EXMO said no: to this key, or to this account. */
export const isRefusal = (error: unknown): boolean =>
	error instanceof ExmoError && ['permission', 'refused', 'notFound'].includes(error.details.kind);

/** Every cancelled order: also for the pairs that they name, which may not be listed any more. */
export async function readCancelled(call: Call): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const row of cancelledOrders(call)) rows.push(row);
	return rows;
}
