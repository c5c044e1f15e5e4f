/** The new part of a list that comes in pages, newest first (exmo/account/pages.ts). */
import { compareIds } from '../api/ids';
import type { Row } from '../api/rows';
import { ExmoError } from '../errors/errors';
import { isAtFloor, isNew, NOTHING_SEEN, withSeen, type SeenIds } from './seenIds';

/** More than one poll should carry; reached only after a very long time without polls. */
const MAX_NEW_ROWS = 20_000;

/** How many rows a first poll takes in: enough to know all that may come a little late. */
const FIRST_ROWS = 100;

/** Thrown instead of leaving rows out; the message is fit for a user. */
export class TooManyNewRows extends ExmoError {
	override readonly name = 'TooManyNewRows';

	constructor() {
		super({
			title: `There are more than ${MAX_NEW_ROWS} new rows since the last poll`,
			advice: 'Nothing was left out: none was emitted.',
			kind: 'invalidInput',
			effect: 'none',
			reason: 'tooManyNewRows',
		});
	}
}

export interface NewRows {
	/** Lowest id first. */
	readonly rows: Row[];
	readonly seen: SeenIds;
}

/** The state of a list that is read for the first time: all that is there is old. */
export async function firstLook(
	list: AsyncIterable<Row> | Iterable<Row>,
	idOf: (row: Row) => string,
): Promise<SeenIds> {
	const ids: string[] = [];
	for await (const row of list) if (ids.push(idOf(row)) >= FIRST_ROWS) break;
	return withSeen(NOTHING_SEEN, ids);
}

/**
 * All rows that were not seen, however many pages they fill. Nothing is marked as seen before the
 * whole of it has been read: when reading fails, the caller's `seen` is still what it was.
 * @throws TooManyNewRows
 */
export async function readNewRows(
	list: AsyncIterable<Row> | Iterable<Row>,
	idOf: (row: Row) => string,
	seen: SeenIds,
): Promise<NewRows> {
	const rows: Row[] = [];
	const ids = new Set<string>();
	for await (const row of list) {
		const id = idOf(row);
		// Everything further down is old; a row that is late stands between the floor and the top
		if (isAtFloor(seen, id)) break;
		if (ids.has(id)) continue; // pushed into the next page by a newer one
		if (ids.add(id).size > MAX_NEW_ROWS) {
			throw new TooManyNewRows();
		}
		if (isNew(seen, id)) rows.push(row);
	}
	return {
		rows: rows.sort((a, b) => compareIds(idOf(a), idOf(b))),
		seen: withSeen(seen, [...ids]),
	};
}
