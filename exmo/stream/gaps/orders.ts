/** Orders whose end was missed, spot or margin: what REST lists as traded or cancelled since. */
import { ENDPOINTS } from '../../api/endpoints';
import type { Row } from '../../api/rows';
import type { Moment } from '../../clock';
import type { GapFill } from '../feeds/feed';
import type { OrdersFeed } from '../feeds/orders';
import { secondsOf } from '../feeds/unreadable';
import type { GapFiller, GapSource } from './gapFiller';
import { cancelledPages, marginPages, ownTradesPages, pagesUntil } from './pages';

/** Clocks differ by seconds, and EXMO's trades have no finer time. */
const OVERLAP_SECONDS = 10;

/** From when on an end is news, in unix seconds by EXMO's clock. */
const newsFrom = async ({ serverSecondsAt }: GapSource, gapSince: Moment): Promise<number> =>
	(await serverSecondsAt(gapSince)) - OVERLAP_SECONDS;

/** The start is a gap that begins now. */
const sinceNow = (source: GapSource, since: GapFiller['since']): GapFiller => ({
	begin: async () => await since(source.clock.now()),
	since,
});

export const ordersGapFiller = (source: GapSource, feed: OrdersFeed): GapFiller =>
	sinceNow(source, async (gapSince): Promise<GapFill> => {
		const from = await newsFrom(source, gapSince);
		// In which order EXMO lists them is not known: a hundred without news are enough
		const cancelled = await pagesUntil(
			cancelledPages(source),
			source.skip,
			(page) => !page.slice(-100).some((row) => feed.isNews(row, from)),
		);
		const isOld = (row: Row) => secondsOf(row) < from;
		const trades = await pagesUntil(ownTradesPages(source), source.skip, (page) =>
			page.some(isOld),
		);
		return { cancelled, trades: trades.filter((row) => !isOld(row)), from };
	});

/** The history has one row an event: those with a trade, and those with which a cancel begins. */
export const marginOrdersGapFiller = (source: GapSource): GapFiller =>
	sinceNow(source, async (gapSince): Promise<GapFill> => {
		const from = await newsFrom(source, gapSince);
		const isOld = (row: Row) => secondsOf(row) < from;
		const pages = marginPages(source, ENDPOINTS.marginOrderHistory);
		const all = await pagesUntil(pages, source.skip, (page) => page.some(isOld));
		const rows = all.filter((row) => !isOld(row));
		const hasTrade = ({ trade_id }: Row) => !['', '0', 'undefined'].includes(String(trade_id));
		const shaped = (row: Row) => ({ ...row, type: row.order_type });
		return {
			trades: rows.filter(hasTrade).map(shaped),
			cancelled: rows.filter(({ event_type }) => /cancel/i.test(String(event_type))).map(shaped),
			from,
		};
	});
