/** Trigger On: what can be listened to, and what each choice is made of. */
import type { IDataObject } from 'n8n-workflow';

import { BookFeed, type BookOptions } from '../../exmo/stream/feeds/books';
import type { Feed } from '../../exmo/stream/feeds/feed';
import { OrdersFeed } from '../../exmo/stream/feeds/orders';
import { PositionsFeed } from '../../exmo/stream/feeds/positions';
import { TickerFeed } from '../../exmo/stream/feeds/ticker';
import { TradesFeed } from '../../exmo/stream/feeds/trades';
import { WalletFeed } from '../../exmo/stream/feeds/wallet';
import type { TopicKey } from '../../exmo/stream/topics';
import type { Recoverer } from '../../exmo/stream/subscription';
import * as items from './items';
import {
	marginOrdersRecoverer,
	marginTradesRecoverer,
	ordersRecoverer,
	ownTradesRecoverer,
	type Source,
} from '../../exmo/stream/gaps/recovery';

export interface Made {
	readonly feed: Feed;
	readonly recoverer?: Recoverer;
}

/** What a feed is made with. */
export interface Ingredients extends Source {
	readonly book: BookOptions;
	/** Unix seconds by EXMO's clock, as well as it is known by now. */
	startedAt(): number;
}

export interface Choice {
	readonly name: string;
	readonly description: string;
	readonly toItem: items.ToItem;
	/** The price that a crossing is measured by. */
	priceOf?(item: IDataObject): string;
	make(ingredients: Ingredients): Made;
}

/** Halfway between the best bid and ask would be a price that nobody named; the last trade is not in a book. */
const askOf = (item: IDataObject): string => String(item.bestAsk ?? '');
const priceOf = (item: IDataObject): string => String(item.price ?? '');

export const CHOICES: Readonly<Record<TopicKey, Choice>> = {
	marginOrders: {
		name: 'Margin Order Changed',
		description: 'A margin order of yours came, changed or ended',
		toItem: items.marginOrderItem,
		make: (source) => ({ feed: new OrdersFeed(), recoverer: marginOrdersRecoverer(source) }),
	},
	marginOwnTrades: {
		name: 'Margin Own Trade',
		description: 'A margin order of yours was filled, in part or whole',
		toItem: items.marginTradeItem,
		priceOf,
		make(source) {
			const feed = new TradesFeed(source.startedAt);
			return { feed, recoverer: marginTradesRecoverer(source, feed) };
		},
	},
	marginPositions: {
		name: 'Margin Position Changed',
		description: 'A margin position of yours was opened, changed or closed',
		toItem: items.positionItem,
		make: () => ({ feed: new PositionsFeed() }),
	},
	marginWallet: {
		name: 'Margin Balance Changed',
		description: 'A balance of your margin wallet changed',
		toItem: items.marginWalletItem,
		make: () => ({ feed: new WalletFeed() }),
	},
	orders: {
		name: 'Order Changed',
		description: 'An order of yours came, was filled in part or whole, or was cancelled',
		toItem: items.orderItem,
		make(source) {
			const feed = new OrdersFeed();
			return { feed, recoverer: ordersRecoverer(source, feed) };
		},
	},
	bookSnapshots: {
		name: 'Order Book Snapshot',
		description: 'The best 25 levels of a pair, whole, up to ten times a second',
		toItem: items.bookItem,
		priceOf: askOf,
		make: ({ book }) => ({ feed: new BookFeed(book, true) }),
	},
	bookUpdates: {
		name: 'Order Book Update',
		description: 'Up to 400 levels of a pair, kept up to date from their changes',
		toItem: items.bookItem,
		priceOf: askOf,
		make: ({ book }) => ({ feed: new BookFeed(book, false) }),
	},
	ownTrades: {
		name: 'Own Trade',
		description: 'An order of yours was filled, in part or whole',
		toItem: items.ownTrade,
		priceOf,
		make(source) {
			const feed = new TradesFeed(source.startedAt);
			return { feed, recoverer: ownTradesRecoverer(source, feed) };
		},
	},
	ticker: {
		name: 'Ticker Updated',
		description:
			'Last price, best bid and ask and the last 24 hours of a pair, about every 10 seconds',
		toItem: items.streamedTicker,
		priceOf: (item) => String(item.last ?? ''),
		make: () => ({ feed: new TickerFeed() }),
	},
	trades: {
		name: 'Public Trade',
		description: 'Anybody traded on a pair',
		toItem: items.tradeItem,
		priceOf,
		make: ({ startedAt }) => ({ feed: new TradesFeed(startedAt) }),
	},
	wallet: {
		name: 'Balance Changed',
		description: 'A balance of yours changed',
		toItem: items.walletItem,
		make: () => ({ feed: new WalletFeed() }),
	},
};
