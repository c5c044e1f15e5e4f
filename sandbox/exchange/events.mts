import { EventEmitter } from 'node:events';
import type { MarginOrder, MarginTrade } from './margin/orders.mts';
import type { Position } from './margin/position.mts';
import type { Account, OwnTrade, SpotOrder, StopOrder } from './accounts.mts';
import type { PublicTrade } from './tape.mts';

/** What can be listened to; a listener is called after the change, in the order of the changes. */
export interface ExchangeEvents {
	/** A public trade: somebody's or the market maker's. */
	trade: [pair: string, trade: PublicTrade];
	/** Something in the pair's book changed. */
	book: [pair: string];
	/** A fill of one account. */
	ownTrade: [account: Account, trade: OwnTrade];
	/** A limit or market order came, was filled in part or whole, or was cancelled. */
	order: [account: Account, order: SpotOrder, trade?: OwnTrade];
	/** A stop order came, fired or was cancelled. */
	stopOrder: [account: Account, order: StopOrder];
	/** A balance of a holder (`spot:<uid>`, `margin:<uid>`) changed. */
	balance: [holder: string, currency: string];
	/** A margin order came, changed or ended; a fill; a position opened, changed or closed. */
	marginOrder: [account: Account, order: MarginOrder];
	marginTrade: [account: Account, trade: MarginTrade];
	marginPosition: [account: Account, position: Position];
}

export type Events = EventEmitter<ExchangeEvents>;

export const createEvents = (): Events => new EventEmitter<ExchangeEvents>().setMaxListeners(0);
