/** Lists that EXMO gives in pages, newest first, with `limit` and `offset`. */
import type { Row } from './rows';

/** A list whose page size is not known has ended when this many pages in a row bring nothing new. */
const PAGES_WITHOUT_NEWS = 2;

export interface PagedList {
	/** How many rows are wanted; Infinity for all. */
	readonly wanted: number;
	/** The most rows that EXMO gives at once. */
	readonly pageSize: number;
	/** Whether `pageSize` is documented, so that a shorter page is the last one. */
	readonly isPageSizeKnown: boolean;
	/** One page; `limit` is never above `pageSize`. */
	read(limit: number, offset: number): Promise<Row[]>;
	/** What tells one row from every other. */
	idOf(row: Row): string;
}

/**
 * The rows page by page. While they are read, new rows push old ones to the next page: each comes
 * once all the same, because ids decide and the offset counts what was read, not what was kept.
 */
export async function* pagesOf(list: PagedList): AsyncGenerator<Row[]> {
	const seen = new Set<string>();
	let withoutNews = 0;
	for (let offset = 0; seen.size < list.wanted; ) {
		const limit = Math.min(list.pageSize, list.wanted - seen.size);
		const page = await list.read(limit, offset);
		offset += page.length;
		const fresh = page.filter((row) => {
			const id = list.idOf(row);
			return !seen.has(id) && seen.add(id);
		});
		if (fresh.length > 0) yield fresh;
		withoutNews = fresh.length > 0 ? 0 : withoutNews + 1;
		const isLast = list.isPageSizeKnown
			? page.length < limit
			: page.length === 0 || withoutNews === PAGES_WITHOUT_NEWS;
		if (isLast) return;
	}
}

/** The wanted rows of a paged list, each once. */
export async function rowsOf(list: PagedList): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const page of pagesOf(list)) rows.push(...page);
	return rows.slice(0, list.wanted);
}
