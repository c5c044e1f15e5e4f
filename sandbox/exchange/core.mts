import type { Account } from './accounts.mts';
import type { Clock } from './clock.mts';
import type { Events } from './events.mts';
import type { Ids } from './ids.mts';
import type { Ledger } from './ledger.mts';
import type { Market, PairRules } from '../market/market.mts';
import type { SpotOrder, StopOrder } from './orders.mts';
import { OrderBook } from './orderBook.mts';
import { Tape } from './tape.mts';

/** One pair: its rules, its book, its last trades. */
export interface Instrument {
	rules: PairRules;
	book: OrderBook;
	tape: Tape;
	/** The last step of time that the market maker has quoted for. */
	step: number;
}

/** What every desk of the exchange works on. */
export interface Core {
	clock: Clock;
	market: Market;
	ids: Ids;
	ledger: Ledger;
	events: Events;
	instruments: Map<string, Instrument>;
	accounts: Account[];
	/** Everything that users ordered and the exchange accepted, in that order. */
	accepted: (SpotOrder | StopOrder)[];
}

export const createInstrument = (rules: PairRules): Instrument => ({
	rules,
	book: new OrderBook(),
	tape: new Tape(),
	step: 0,
});
