/** EXMO's lists that come in pages, newest first: every row once, although new ones arrive meanwhile. */

import type { Row } from '../api/rows';
import { mapConcurrently } from '../pacing/concurrency';

export interface PagedList {
	read(limit: number, offset: number): Promise<Row[]>;
	idOf(row: Row): string;
	/** How many rows to ask for at once. */
	readonly pageSize: number;
	/** How many pages, after the first, are asked for at the same time. */
	readonly concurrency?: number;
	/** How many rows every page has at least, unless it is the last; 1 where that is not known. */
	readonly surePage?: number;
}

/** What every list gives at least, if it has that many (exmo-api/REST.md 3.7, 3.8, 4.5). */
const SURE_PAGE = 100;

/**
 * The rows, newest first. What is new pushes the others down into the next page, where they come a
 * second time: those are left out. A page may be smaller than asked for; only one below the sure size
 * is the last.
 */
export async function* readPages({
	read,
	idOf,
	pageSize,
	concurrency = 1,
	surePage = SURE_PAGE,
}: PagedList): AsyncGenerator<Row, void> {
	let before = new Set<string>();
	for (let offset = 0, wanted = 1; ; wanted = concurrency) {
		const offsets = Array.from({ length: wanted }, (_, page) => offset + page * pageSize);
		const wave = await mapConcurrently(offsets, wanted, async (at) => await read(pageSize, at));
		const seen = new Set<string>();
		for (const rows of wave) {
			offset += rows.length;
			let isNew = false;
			for (const row of rows) {
				const id = idOf(row);
				if (seen.has(id) || before.has(id)) continue;
				seen.add(id);
				isNew = true;
				yield row;
			}
			if (rows.length < Math.min(surePage, pageSize) || !isNew) return;
			if (rows.length < pageSize) break; // cut to less than asked for: the next pages begin elsewhere
		}
		before = seen;
	}
}

/** The first so many rows of a list; no page is read that is not needed. */
export async function firstRows(rows: AsyncIterable<Row>, count: number): Promise<Row[]> {
	const first: Row[] = [];
	for await (const row of rows) {
		first.push(row);
		if (first.length >= count) break;
	}
	return first;
}
