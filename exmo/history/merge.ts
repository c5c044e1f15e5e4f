/**
 * The account's history in the order of time, put together from lists that EXMO keeps newest first
 * and apart: own trades (pair by pair), cancelled orders, wallet operations.
 */
import { eachConcurrently } from '../pacing/concurrency';
import { OldestRows, type Placed } from './oldest';
import { comparePositions, type Position } from './position';
import type { Row } from '../api/rows';

export interface HistoryList<T> {
	/** For the progress, e.g. "trades of BTC_USD". */
	readonly name: string;
	rows(): AsyncIterable<Row> | Iterable<Row>;
	positionOf(row: Row): Position;
	toValue(row: Row): T;
	/** Whether reading may stop at the first row that is too old. */
	readonly isNewestFirst: boolean;
}

export interface Range {
	/** Unix seconds, inclusive. */
	readonly from: number;
	readonly to: number;
	/** Only what stands after this. */
	readonly after?: Position;
	/** Infinity for all. */
	readonly limit: number;
}

/** How far it is; told after each row. */
export interface Progress {
	readonly rowsRead: number;
	readonly listsDone: number;
	readonly lists: number;
}

/** Lists that are read at the same time: with their pages, about what EXMO's rate limit allows. */
const LIST_CONCURRENCY = 6;

/** The oldest rows of the range, oldest first, each once. */
export async function mergeLists<T>(
	lists: ReadonlyArray<HistoryList<T>>,
	range: Range,
	tell: (progress: Progress) => void = () => {},
): Promise<Array<Placed<T>>> {
	const oldest = new OldestRows<T>(range.limit);
	const begin = Math.max(range.from, range.after?.time ?? 0);
	let rowsRead = 0;
	let listsDone = 0;
	await eachConcurrently(lists, LIST_CONCURRENCY, async (list) => {
		for await (const row of list.rows()) {
			const position = list.positionOf(row);
			tell({ rowsRead: ++rowsRead, listsDone, lists: lists.length });
			if (position.time < begin && list.isNewestFirst) break;
			if (position.time < begin || position.time > range.to) continue;
			if (range.after && comparePositions(position, range.after) <= 0) continue;
			oldest.add({ position, value: list.toValue(row) });
		}
		listsDone += 1;
	});
	return oldest.sorted();
}
