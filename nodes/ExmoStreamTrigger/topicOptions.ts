/** Trigger On: each topic by its name in the editor, and what its events are as items. */
import type { TopicKey } from '../../exmo/stream/topics';
import * as items from './items';

export interface TopicOption {
	readonly name: string;
	readonly description: string;
	readonly toItem: items.ToItem;
	/** The item's field that a crossing is measured by. */
	readonly priceField?: 'price' | 'last' | 'bestAsk';
}

export const TOPIC_OPTIONS: Readonly<Record<TopicKey, TopicOption>> = {
	marginOrders: {
		name: 'Margin Order Changed',
		description: 'A margin order of yours came, changed or ended',
		toItem: items.marginOrderItem,
	},
	marginOwnTrades: {
		name: 'Margin Own Trade',
		description: 'A margin order of yours was filled, in part or whole',
		toItem: items.marginTradeItem,
		priceField: 'price',
	},
	marginPositions: {
		name: 'Margin Position Changed',
		description: 'A margin position of yours was opened, changed or closed',
		toItem: items.positionItem,
	},
	marginWallet: {
		name: 'Margin Balance Changed',
		description: 'A balance of your margin wallet changed',
		toItem: items.marginWalletItem,
	},
	orders: {
		name: 'Order Changed',
		description: 'An order of yours came, was filled in part or whole, or was cancelled',
		toItem: items.orderItem,
	},
	bookSnapshots: {
		name: 'Order Book Snapshot',
		description: 'The best 25 levels of a pair, whole, up to ten times a second',
		toItem: items.bookItem,
		// Halfway between the best bid and ask would be a price that nobody named
		priceField: 'bestAsk',
	},
	bookUpdates: {
		name: 'Order Book Update',
		description: 'Up to 400 levels of a pair, kept up to date from their changes',
		toItem: items.bookItem,
		priceField: 'bestAsk',
	},
	ownTrades: {
		name: 'Own Trade',
		description: 'An order of yours was filled, in part or whole',
		toItem: items.ownTrade,
		priceField: 'price',
	},
	ticker: {
		name: 'Ticker Updated',
		description:
			'Last price, best bid and ask and the last 24 hours of a pair, about every 10 seconds',
		toItem: items.streamedTicker,
		priceField: 'last',
	},
	trades: {
		name: 'Public Trade',
		description: 'Anybody traded on a pair',
		toItem: items.tradeItem,
		priceField: 'price',
	},
	wallet: {
		name: 'Balance Changed',
		description: 'A balance of yours changed',
		toItem: items.walletItem,
	},
};
