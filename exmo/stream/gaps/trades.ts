/** Own trades that were missed, spot or margin: back to what the feed knows. */
import { ENDPOINTS } from '../../api/endpoints';
import type { Row } from '../../api/rows';
import { pairOf, type GapFill } from '../feeds/feed';
import type { TradesFeed } from '../feeds/trades';
import type { GapFiller, GapSource } from './gapFiller';
import { marginPages, ownTradesPages, pageAt, pagesUntil, TRADES_PAGE } from './pages';

const withTrades = (trades: Row[]): GapFill => ({ trades, cancelled: [] });

export function ownTradesGapFiller(source: GapSource, feed: TradesFeed): GapFiller {
	const pages = ownTradesPages(source);
	return {
		begin: async () => withTrades(await pageAt(pages, 0, source.skip)),
		since: async () =>
			withTrades(await pagesUntil(pages, source.skip, (page) => reachesBack(feed, page))),
	};
}

/** Pairs with a whole page of trades that are all new may have older new ones. */
function reachesBack(feed: TradesFeed, page: readonly Row[]): boolean {
	const byPair = new Map<string, Row[]>();
	for (const row of page) byPair.set(pairOf(row), [...(byPair.get(pairOf(row)) ?? []), row]);
	const whole = [...byPair.values()].filter((rows) => rows.length >= TRADES_PAGE);
	return whole.length > 0
		? whole.every((rows) => feed.reachesKnown(rows))
		: feed.reachesKnown(page);
}

export function marginTradesGapFiller(source: GapSource, feed: TradesFeed): GapFiller {
	const pages = marginPages(source, ENDPOINTS.marginTradeList);
	return {
		begin: async () => withTrades([]), // the snapshot is the base
		since: async () =>
			withTrades(await pagesUntil(pages, source.skip, (page) => feed.reachesKnown(page))),
	};
}
