/** What REST knows of the time without a connection (exmo-api/REST.md 3.7, 3.8, 6.13, 6.21). */
import type { Moment } from '../../exmo/clock';
import { ENDPOINTS, type Endpoint } from '../../exmo/endpoints';
import type { Recovery } from '../../exmo/stream/feeds/feed';
import type { TradesFeed } from '../../exmo/stream/feeds/trades';
import type { Params } from '../../exmo/signing';
import type { ExmoClient } from '../shared/client';
import { clock } from '../shared/clock';
import { entriesOf, listOf, type Row } from '../shared/rows';
import type { Recoverer } from './follower';

/** exmo-api/REST.md 3.7 */
const TRADES_PAGE = 100;
/** Far below what EXMO gives at once (REST.md 3.8), far above what a gap holds. */
const CANCELLED_PAGE = 500;
/** After so many pages something is wrong with them. */
const MOST_PAGES = 100;
/** Clocks differ by seconds, and EXMO's trades have no finer time. */
const OVERLAP_SECONDS = 10;

/** One page, newest first. */
type ReadPage = (offset: number) => Promise<Row[]>;

/** Pages until `isEnough` says so, or until there is nothing more. */
async function pagesUntil(read: ReadPage, isEnough: (page: Row[]) => boolean): Promise<Row[]> {
	const rows: Row[] = [];
	for (let page = 0; page < MOST_PAGES; page++) {
		const found = await read(page * TRADES_PAGE);
		rows.push(...found);
		// `limit` may count for each pair or for all together: only a page of fewer rows is surely the last
		if (found.length < TRADES_PAGE || isEnough(found)) break;
	}
	return rows;
}

const ownTradesPage =
	(client: ExmoClient): ReadPage =>
	async (offset) => {
		// Asked anew each time: pairs come and go
		const pairs = Object.keys((await client.call(ENDPOINTS.pairSettings)) as object).join(',');
		const params: Params = { pair: pairs, limit: TRADES_PAGE, offset };
		return entriesOf<Row[]>(await client.call(ENDPOINTS.userTrades, params)).flatMap(([, rows]) =>
			listOf(rows),
		);
	};

/** Margin lists come in an envelope of their own; its name is known of some of them only. */
const marginPage =
	(client: ExmoClient, endpoint: Endpoint): ReadPage =>
	async (offset) => {
		const reply = await client.call(endpoint, { limit: TRADES_PAGE, offset });
		return entriesOf<unknown>(reply).flatMap(([, rows]) => listOf(rows));
	};

export const ownTradesRecoverer = (client: ExmoClient, feed: TradesFeed): Recoverer => ({
	begin: async () => ({ trades: await ownTradesPage(client)(0), cancelled: [] }),
	since: async () => ({
		// A page is enough when every pair that fills it reaches back to what is known
		trades: await pagesUntil(ownTradesPage(client), (page) => reachesBack(feed, page)),
		cancelled: [],
	}),
});

/** Pairs with a whole page of trades that are all new may have older new ones. */
function reachesBack(feed: TradesFeed, page: Row[]): boolean {
	const byPair = new Map<string, Row[]>();
	for (const row of page) {
		const pair = String(row.pair ?? '');
		byPair.set(pair, [...(byPair.get(pair) ?? []), row]);
	}
	const whole = [...byPair.values()].filter((rows) => rows.length >= TRADES_PAGE);
	return whole.length > 0
		? whole.every((rows) => feed.reachesKnown(rows))
		: feed.reachesKnown(page);
}

export const marginTradesRecoverer = (client: ExmoClient, feed: TradesFeed): Recoverer => ({
	begin: async () => NOTHING, // the snapshot is the base
	since: async () => ({
		trades: await pagesUntil(marginPage(client, ENDPOINTS.marginTradeList), (page) =>
			feed.reachesKnown(page),
		),
		cancelled: [],
	}),
});

const NOTHING: Recovery = { trades: [], cancelled: [] };

export const ordersRecoverer = (client: ExmoClient): Recoverer => {
	const since = async (moment: Moment): Promise<Recovery> => {
		const cancelled = listOf(
			await client.call(ENDPOINTS.userCancelledOrders, { limit: CANCELLED_PAGE }),
		);
		const from = client.serverSecondsAt(moment) - OVERLAP_SECONDS;
		const isOld = (row: Row) => Number(row.date) < from;
		const trades = await pagesUntil(ownTradesPage(client), (page) => page.some(isOld));
		return { cancelled, trades: trades.filter((row) => !isOld(row)) };
	};
	return { begin: async () => await since(clock.now()), since };
};

/** The history has one row an event: those with a trade, and those with which a cancel begins. */
export const marginOrdersRecoverer = (client: ExmoClient): Recoverer => {
	const history = async (): Promise<Recovery> => {
		const rows = await marginPage(client, ENDPOINTS.marginOrderHistory)(0);
		const hasTrade = ({ trade_id }: Row) => !['', '0', 'undefined'].includes(String(trade_id));
		const shaped = (row: Row) => ({ ...row, type: row.order_type });
		return {
			trades: rows.filter(hasTrade).map(shaped),
			cancelled: rows.filter(({ event_type }) => /cancel/i.test(String(event_type))).map(shaped),
		};
	};
	return { begin: history, since: history };
};
