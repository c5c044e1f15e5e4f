/** New own trades of several pairs, in one request where that is enough (exmo-api/REST.md 3.7). */
import type { Call } from '../api/call';
import { OWN_TRADES_PAGE, ownTrades, ownTradesPage } from '../account/lists';
import { compareIds, tradeIdOf } from '../api/ids';
import { rowsIn, type Row } from '../api/rows';
import { firstLook, readNewRows } from './newRows';
import { isAtFloor, NOTHING_SEEN, type SeenIds } from './seenIds';

/** What was seen of each pair; a pair that is missing has had no trades. */
export type TradesSeen = Readonly<Record<string, SeenIds>>;

export interface NewTrades {
	/** Oldest first. */
	readonly rows: Row[];
	readonly seen: TradesSeen;
}

const byTime = (a: Row, b: Row): number =>
	Number(a.date) - Number(b.date) || compareIds(a.trade_id, b.trade_id);

/** The first page of all pairs at once. */
async function firstPages(call: Call, pairs: readonly string[]): Promise<Map<string, Row[]>> {
	const byPair = await ownTradesPage(call, pairs);
	return new Map(pairs.map((pair) => [pair, rowsIn(byPair[pair])])); // a delisted pair is left out
}

/**
 * Whether a pair's rows are a whole first page. Whether EXMO's limit counts for each pair or for all
 * together is not known: more rows than the limit prove the first, fewer leave nothing out either way.
 */
function areWhole(pages: Map<string, Row[]>): boolean {
	const total = [...pages.values()].reduce((sum, rows) => sum + rows.length, 0);
	return pages.size === 1 || total !== OWN_TRADES_PAGE;
}

/** The rest of a page's list is asked for only when all of the page was needed. */
async function* continued(call: Call, pair: string, page: Row[]): AsyncGenerator<Row, void> {
	yield* page;
	if (page.length >= OWN_TRADES_PAGE) yield* ownTrades(call, pair);
}

/**
 * Own trades that were not seen yet; without a state, the state of a first poll and no rows.
 * @throws TooManyNewRows
 */
export async function readNewTrades(
	call: Call,
	pairs: readonly string[],
	seen: TradesSeen | undefined,
): Promise<NewTrades> {
	if (pairs.length === 0) return { rows: [], seen: seen ?? {} };
	const pages = await firstPages(call, pairs);
	const whole = areWhole(pages);
	const rows: Row[] = [];
	const now: Record<string, SeenIds> = { ...seen };
	for (const [pair, page] of pages) {
		const before = seen && (seen[pair] ?? NOTHING_SEEN);
		const isEnough = whole || (before && page.some((row) => isAtFloor(before, tradeIdOf(row))));
		const list = isEnough ? continued(call, pair, page) : ownTrades(call, pair);
		const found = before
			? await readNewRows(list, tradeIdOf, before)
			: { rows: [], seen: await firstLook(list, tradeIdOf) };
		if (found.seen.ids.length > 0) now[pair] = found.seen;
		rows.push(...found.rows.map((row) => ({ pair, ...row })));
	}
	return { rows: rows.sort(byTime), seen: now };
}

/** The newest own trade of several pairs, if there is any. */
export async function latestTrade(call: Call, pairs: readonly string[]): Promise<Row | undefined> {
	const pages = await firstPages(call, pairs);
	const newest = [...pages].flatMap(([pair, rows]) =>
		rows.slice(0, 1).map((row) => ({ pair, ...row })),
	);
	return newest.sort(byTime).at(-1);
}
