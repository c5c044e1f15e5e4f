/** The pages of REST that fill gaps, newest first (exmo-api/REST.md 3.7, 3.8, 6.13, 6.21). */
import { cancelledPage, OWN_TRADES_PAGE, ownTradesPage } from '../../account/lists';
import type { ReadEndpoint } from '../../api/endpoints';
import { entriesOf, isRow, listOf, type Row } from '../../api/rows';
import { pairSettings } from '../../market/lists';
import { described, fromEachRow, Unreadable, type Skip } from '../feeds/unreadable';
import type { GapSource } from './gapFiller';

/** Also of margin lists, of which no largest page is known. */
export const TRADES_PAGE = OWN_TRADES_PAGE;
/** Far below what EXMO gives at once (REST.md 3.8). */
const CANCELLED_PAGE = 500;
/** After so many pages something is wrong with them. */
const MAX_PAGES = 100;

interface Pages {
	readonly size: number;
	/** Rows as EXMO sent them. */
	read(offset: number): Promise<readonly unknown[]>;
}

/** The rows of one page. */
export const pageAt = async ({ read }: Pages, offset: number, skip: Skip): Promise<Row[]> =>
	fromEachRow(await read(offset), skip, (row) => [row]);

/** Pages until `isEnough` says so, or until there is nothing more. */
export async function pagesUntil(
	{ size, read }: Pages,
	skip: Skip,
	isEnough: (page: Row[]) => boolean,
): Promise<Row[]> {
	const rows: Row[] = [];
	for (let page = 0; page < MAX_PAGES; page++) {
		const found = await read(page * size);
		rows.push(...fromEachRow(found, skip, (row) => [row]));
		// `limit` may count for each pair or for all together: only a page of fewer rows is surely the last
		if (found.length < size || isEnough(rows.slice(-found.length))) return rows;
	}
	skip(new Unreadable(`there is more than ${MAX_PAGES * size} rows; older ones were left out`));
	return rows;
}

/** Own trades of all pairs. */
export const ownTradesPages = ({ call, skip }: GapSource): Pages => ({
	size: TRADES_PAGE,
	async read(offset) {
		// Asked anew each time: pairs come and go
		const pairs = Object.keys(await pairSettings(call));
		const byPair = entriesOf<unknown>(await ownTradesPage(call, pairs, offset));
		return byPair.flatMap(([pair, rows]) => {
			if (Array.isArray(rows)) return listOf(rows);
			skip(new Unreadable(`${pair} is ${described(rows)}, which is no list`));
			return [];
		});
	},
});

export const cancelledPages = ({ call }: GapSource): Pages => ({
	size: CANCELLED_PAGE,
	read: async (offset) => await cancelledPage(call, CANCELLED_PAGE, offset),
});

/** Margin lists come in an envelope of their own; its name is known of some of them only. */
export const marginPages = ({ call }: GapSource, endpoint: ReadEndpoint): Pages => ({
	size: TRADES_PAGE,
	async read(offset) {
		const reply = await call<unknown>(endpoint, { limit: TRADES_PAGE, offset });
		return Object.values(isRow(reply) ? reply : {}).flatMap(listOf);
	},
});
