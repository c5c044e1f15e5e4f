/** What REST knows of the time without a connection (exmo-api/REST.md 3.7, 3.8, 6.13, 6.21). */
import type { Moment } from '../../exmo/clock';
import { ENDPOINTS, type ReadEndpoint } from '../../exmo/api/endpoints';
import { pairOf, type Recovery } from '../../exmo/stream/feeds/feed';
import type { OrdersFeed } from '../../exmo/stream/feeds/orders';
import type { TradesFeed } from '../../exmo/stream/feeds/trades';
import {
	described,
	fromEachRow,
	secondsOf,
	Unreadable,
	type Skip,
} from '../../exmo/stream/unreadable';
import type { Params } from '../../exmo/api/signing';
import type { ExmoClient } from '../shared/exchange/client';
import { clock } from '../shared/exchange/clock';
import { entriesOf, listOf } from '../shared/items/rows';
import type { Row } from '../../exmo/api/rows';
import type { Recoverer } from './follower';

/** exmo-api/REST.md 3.7 */
const TRADES_PAGE = 100;
/** Far below what EXMO gives at once (REST.md 3.8). */
const CANCELLED_PAGE = 500;
/** After so many pages something is wrong with them. */
const MOST_PAGES = 100;
/** Clocks differ by seconds, and EXMO's trades have no finer time. */
const OVERLAP_SECONDS = 10;

/** One page, newest first. */
type ReadPage = (offset: number) => Promise<Row[]>;

/** What a recoverer works with. */
export interface Source {
	readonly client: ExmoClient;
	/** Is told what could not be read, and was left out. */
	readonly skip: Skip;
}

/** Pages until `isEnough` says so, or until there is nothing more. */
async function pagesUntil(
	{ skip }: Source,
	size: number,
	read: ReadPage,
	isEnough: (page: Row[]) => boolean,
): Promise<Row[]> {
	const rows: Row[] = [];
	for (let page = 0; page < MOST_PAGES; page++) {
		const found = await read(page * size);
		rows.push(...fromEachRow(found, skip, (row) => [row]));
		// `limit` may count for each pair or for all together: only a page of fewer rows is surely the last
		if (found.length < size || isEnough(rows.slice(-found.length))) return rows;
	}
	skip(new Unreadable(`there is more than ${MOST_PAGES * size} rows; older ones were left out`));
	return rows;
}

const ownTradesPage =
	({ client, skip }: Source): ReadPage =>
	async (offset) => {
		// Asked anew each time: pairs come and go
		const pairs = Object.keys((await client.call(ENDPOINTS.pairSettings)) as object).join(',');
		const params: Params = { pair: pairs, limit: TRADES_PAGE, offset };
		const reply = entriesOf<unknown>(await client.call(ENDPOINTS.userTrades, params));
		return reply.flatMap(([pair, rows]) => listAt(pair, rows, skip));
	};

/** A list by its name in a reply; what is no list is told. */
function listAt(name: string, rows: unknown, skip: Skip): Row[] {
	if (Array.isArray(rows)) return listOf(rows);
	skip(new Unreadable(`${name} is ${described(rows)}, which is no list`));
	return [];
}

/** Margin lists come in an envelope of their own; its name is known of some of them only. */
const marginPage =
	({ client }: Source, endpoint: ReadEndpoint): ReadPage =>
	async (offset) => {
		const reply = await client.call(endpoint, { limit: TRADES_PAGE, offset });
		return entriesOf<unknown>(reply).flatMap(([, rows]) => listOf(rows));
	};

export const ownTradesRecoverer = (source: Source, feed: TradesFeed): Recoverer => ({
	begin: async () => ({
		trades: fromEachRow(await ownTradesPage(source)(0), source.skip, (row) => [row]),
		cancelled: [],
	}),
	since: async () => ({
		// A page is enough when every pair that fills it reaches back to what is known
		trades: await pagesUntil(source, TRADES_PAGE, ownTradesPage(source), (page) =>
			reachesBack(feed, page),
		),
		cancelled: [],
	}),
});

/** Pairs with a whole page of trades that are all new may have older new ones. */
function reachesBack(feed: TradesFeed, page: Row[]): boolean {
	const byPair = new Map<string, Row[]>();
	for (const row of page) byPair.set(pairOf(row), [...(byPair.get(pairOf(row)) ?? []), row]);
	const whole = [...byPair.values()].filter((rows) => rows.length >= TRADES_PAGE);
	return whole.length > 0
		? whole.every((rows) => feed.reachesKnown(rows))
		: feed.reachesKnown(page);
}

export const marginTradesRecoverer = (source: Source, feed: TradesFeed): Recoverer => ({
	begin: async () => NOTHING, // the snapshot is the base
	since: async () => ({
		trades: await pagesUntil(
			source,
			TRADES_PAGE,
			marginPage(source, ENDPOINTS.marginTradeList),
			(page) => feed.reachesKnown(page),
		),
		cancelled: [],
	}),
});

const NOTHING: Recovery = { trades: [], cancelled: [] };

/** From when on an end is news, in unix seconds by EXMO's clock. @param gapSince when EXMO was last heard of */
async function newsFrom({ client }: Source, gapSince: Moment): Promise<number> {
	await client.learnServerClock();
	return client.serverSecondsAt(gapSince) - OVERLAP_SECONDS;
}

export const ordersRecoverer = (source: Source, feed: OrdersFeed): Recoverer => {
	const cancelledPage: ReadPage = async (offset) =>
		listOf(
			await source.client.call(ENDPOINTS.userCancelledOrders, { limit: CANCELLED_PAGE, offset }),
		);
	const since = async (gapSince: Moment): Promise<Recovery> => {
		const from = await newsFrom(source, gapSince);
		// In which order EXMO lists them is not known: a hundred without news are enough
		const cancelled = await pagesUntil(
			source,
			CANCELLED_PAGE,
			cancelledPage,
			(page) => !page.slice(-100).some((row) => feed.isNews(row, from)),
		);
		const isOld = (row: Row) => secondsOf(row) < from;
		const trades = await pagesUntil(source, TRADES_PAGE, ownTradesPage(source), (page) =>
			page.some(isOld),
		);
		return { cancelled, trades: trades.filter((row) => !isOld(row)), from };
	};
	return { begin: async () => await since(clock.now()), since };
};

/** The history has one row an event: those with a trade, and those with which a cancel begins. */
export const marginOrdersRecoverer = (source: Source): Recoverer => {
	const history = async (gapSince: Moment): Promise<Recovery> => {
		const from = await newsFrom(source, gapSince);
		const isOld = (row: Row) => secondsOf(row) < from;
		const all = await pagesUntil(
			source,
			TRADES_PAGE,
			marginPage(source, ENDPOINTS.marginOrderHistory),
			(page) => page.some(isOld),
		);
		const rows = all.filter((row) => !isOld(row));
		const hasTrade = ({ trade_id }: Row) => !['', '0', 'undefined'].includes(String(trade_id));
		const shaped = (row: Row) => ({ ...row, type: row.order_type });
		return {
			trades: rows.filter(hasTrade).map(shaped),
			cancelled: rows.filter(({ event_type }) => /cancel/i.test(String(event_type))).map(shaped),
			from,
		};
	};
	return { begin: async () => await history(clock.now()), since: history };
};
