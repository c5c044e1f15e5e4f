/**
 * What can be streamed: each topic declares what it has (exmo-api/WEBSOCKET.md 1, 4). Whoever needs to
 * know something about a topic reads it here.
 */
import { BookFeed, type BookOptions } from './feeds/books';
import type { Feed } from './feeds/feed';
import { OrdersFeed } from './feeds/orders';
import { PositionsFeed } from './feeds/positions';
import { TickerFeed } from './feeds/ticker';
import { TradesFeed } from './feeds/trades';
import { WalletFeed } from './feeds/wallet';
import type { GapFiller, GapSource } from './gaps/gapFiller';
import { marginOrdersGapFiller, ordersGapFiller } from './gaps/orders';
import { marginTradesGapFiller, ownTradesGapFiller } from './gaps/trades';

/** The three sockets, below the stream's address (exmo/api/hosts.ts). */
export const SOCKETS = {
	public: { path: '/v1/public', needsLogin: false },
	private: { path: '/v1/private', needsLogin: true },
	margin: { path: '/v1/margin/private', needsLogin: true },
} as const;

/** What a topic's feed and gap filler are made with. */
interface TopicSetup extends GapSource {
	readonly book: BookOptions;
	/**
	 * Unix seconds by EXMO's clock: what is older is history, not an event. Asked for each time: the
	 * more replies there were, the better EXMO's clock is known.
	 */
	notBefore(): number;
}

interface TopicFacts {
	/** As EXMO writes it, without a pair. */
	readonly name: string;
	/** The other name that frames, and perhaps subscriptions, use (WEBSOCKET.md 4.8). */
	readonly otherName?: string;
	readonly socket: keyof typeof SOCKETS;
	/** Where the pair of an event stands: in the full name, so that each pair is subscribed to, or in its rows. */
	readonly pairs: 'inName' | 'inRows' | 'none';
	/** Whether an event has a side and a quantity. */
	readonly hasSide?: true;
	/** Whether it is an order book, with depth. */
	readonly isBook?: true;
	/** Whether only the latest event of a key is of interest when events have waited. */
	readonly isState?: true;
}

export interface Topic extends TopicFacts {
	/** The feed, and where REST can fill a gap, who does so. */
	setUp(setup: TopicSetup): { readonly feed: Feed; readonly gapFiller?: GapFiller };
}

interface Declaration<F extends Feed> extends TopicFacts {
	feed(setup: TopicSetup): F;
	/** Without one, the snapshot after a gap has to do. */
	gapFiller?(source: GapSource, feed: F): GapFiller;
}

const topic = <F extends Feed>({ feed, gapFiller, ...facts }: Declaration<F>): Topic => ({
	...facts,
	setUp(setup) {
		const made = feed(setup);
		return { feed: made, gapFiller: gapFiller?.(setup, made) };
	},
});

const declared = {
	trades: topic({
		name: 'spot/trades',
		socket: 'public',
		pairs: 'inName',
		hasSide: true,
		feed: ({ notBefore }) => new TradesFeed(notBefore),
	}),
	ticker: topic({
		name: 'spot/ticker',
		socket: 'public',
		pairs: 'inName',
		isState: true,
		feed: () => new TickerFeed(),
	}),
	bookSnapshots: topic({
		name: 'spot/order_book_snapshots',
		socket: 'public',
		pairs: 'inName',
		isBook: true,
		isState: true,
		feed: ({ book }) => new BookFeed(book, true),
	}),
	bookUpdates: topic({
		name: 'spot/order_book_updates',
		socket: 'public',
		pairs: 'inName',
		isBook: true,
		isState: true,
		feed: ({ book }) => new BookFeed(book, false),
	}),
	ownTrades: topic({
		name: 'spot/user_trades',
		socket: 'private',
		pairs: 'inRows',
		hasSide: true,
		feed: ({ notBefore }) => new TradesFeed(notBefore),
		gapFiller: ownTradesGapFiller,
	}),
	wallet: topic({
		name: 'spot/wallet',
		socket: 'private',
		pairs: 'none',
		isState: true,
		feed: () => new WalletFeed(),
	}),
	orders: topic({
		name: 'spot/orders',
		socket: 'private',
		pairs: 'inRows',
		hasSide: true,
		feed: () => new OrdersFeed(),
		gapFiller: ordersGapFiller,
	}),
	marginWallet: topic({
		name: 'margin/wallet',
		otherName: 'margin/wallets',
		socket: 'margin',
		pairs: 'none',
		isState: true,
		feed: () => new WalletFeed(),
	}),
	marginOrders: topic({
		name: 'margin/orders',
		socket: 'margin',
		pairs: 'inRows',
		hasSide: true,
		feed: () => new OrdersFeed(),
		gapFiller: marginOrdersGapFiller,
	}),
	marginOwnTrades: topic({
		name: 'margin/user_trades',
		socket: 'margin',
		pairs: 'inRows',
		hasSide: true,
		feed: ({ notBefore }) => new TradesFeed(notBefore),
		gapFiller: marginTradesGapFiller,
	}),
	marginPositions: topic({
		name: 'margin/positions',
		socket: 'margin',
		pairs: 'inRows',
		feed: () => new PositionsFeed(),
	}),
};

export type TopicKey = keyof typeof declared;

export const TOPICS: Readonly<Record<TopicKey, Topic>> = declared;

/** The full names to subscribe to: one a pair where the name holds it. */
export const topicNames = ({ name, pairs }: Topic, chosen: readonly string[]): string[] =>
	pairs === 'inName' ? chosen.map((pair) => `${name}:${pair}`) : [name];
