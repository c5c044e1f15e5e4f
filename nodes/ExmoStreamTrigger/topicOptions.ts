/** Trigger On: each topic by its name in the editor, and what its events are as items. */
import type { IDataObject } from 'n8n-workflow';

import type { StreamEvent } from '../../exmo/stream/feeds/feed';
import type { TopicKey } from '../../exmo/stream/topics';
import { marginTradeItem } from '../shared/items/marginOrder';
import { orderBookItem } from '../shared/items/orderBook';
import { ownTradeItem, publicTradeItem } from '../shared/items/orders';
import { positionItem } from '../shared/items/position';
import { tickerItem } from '../shared/items/ticker';
import { balanceItem, marginWalletItem } from '../shared/items/wallet';
import { streamedMarginOrderItem, streamedOrderItem } from './items';

export interface TopicOption {
	readonly name: string;
	readonly description: string;
	toItem(event: StreamEvent): IDataObject;
	/** The item's field that a crossing is measured by. */
	readonly priceField?: 'price' | 'last' | 'bestAsk';
}

export const TOPIC_OPTIONS: Readonly<Record<TopicKey, TopicOption>> = {
	marginOrders: {
		name: 'Margin Order Changed',
		description: 'A margin order of yours came, changed or ended',
		toItem: streamedMarginOrderItem,
	},
	marginOwnTrades: {
		name: 'Margin Own Trade',
		description: 'A margin order of yours was filled, in part or whole',
		toItem: ({ pair, row }) => marginTradeItem({ ...row, pair }),
		priceField: 'price',
	},
	marginPositions: {
		name: 'Margin Position Changed',
		description: 'A margin position of yours was opened, changed or closed',
		toItem: ({ pair, row }) => positionItem({ ...row, pair }),
	},
	marginWallet: {
		name: 'Margin Balance Changed',
		description: 'A balance of your margin wallet changed',
		toItem: ({ row }) => marginWalletItem(String(row.currency), row),
	},
	orders: {
		name: 'Order Changed',
		description: 'An order of yours came, was filled in part or whole, or was cancelled',
		toItem: streamedOrderItem,
	},
	bookSnapshots: {
		name: 'Order Book Snapshot',
		description: 'The best 25 levels of a pair, whole, up to ten times a second',
		toItem: ({ pair, row }) => orderBookItem(pair, row),
		// The middle between best bid and ask is no price that anybody offers
		priceField: 'bestAsk',
	},
	bookUpdates: {
		name: 'Order Book Update',
		description: 'Up to 400 levels of a pair, kept up to date from their changes',
		toItem: ({ pair, row }) => orderBookItem(pair, row),
		priceField: 'bestAsk',
	},
	ownTrades: {
		name: 'Own Trade',
		description: 'An order of yours was filled, in part or whole',
		toItem: ({ row }) => ownTradeItem(row),
		priceField: 'price',
	},
	ticker: {
		name: 'Ticker Updated',
		description:
			'Last price, best bid and ask and the last 24 hours of a pair, about every 10 seconds',
		toItem: ({ pair, row }) => tickerItem(pair, row),
		priceField: 'last',
	},
	trades: {
		name: 'Public Trade',
		description: 'Anybody traded on a pair',
		toItem: ({ pair, row }) => publicTradeItem(pair, row),
		priceField: 'price',
	},
	wallet: {
		name: 'Balance Changed',
		description: 'A balance of yours changed',
		toItem: ({ row }) => balanceItem(String(row.currency), row.balance, row.reserved),
	},
};
