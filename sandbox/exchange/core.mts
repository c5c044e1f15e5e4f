import type { Clock } from './clock.mts';
import type { Events } from './events.mts';
import type { Ids } from './ids.mts';
import type { Ledger } from './ledger.mts';
import type { Market, Network, PairRules } from '../market/market.mts';
import type { Account, SpotOrder, StopOrder } from './accounts.mts';
import { OrderBook } from './orderBook.mts';
import { Tape } from './tape.mts';

/** One pair: its rules, its book, its last trades. */
export interface Instrument {
	rules: PairRules;
	book: OrderBook;
	tape: Tape;
	/** The last step of time that the market maker has quoted for. */
	step: number;
	/** The step that the quotes in its book are of. */
	quotedStep: number;
}

/** What every desk of the exchange works on. */
export interface Core {
	clock: Clock;
	market: Market;
	/** The market's, as they are now: they open, close and change their fees while it runs. */
	networks: Network[];
	ids: Ids;
	ledger: Ledger;
	events: Events;
	instruments: Instruments;
	accounts: Account[];
	/** Everything that users ordered and the exchange accepted, in that order. */
	accepted: (SpotOrder | StopOrder)[];
}

/**
 * The pairs. A book is quoted anew when it is read: `get` and `all` see to that, whoever
 * only counts time takes them as they are.
 */
export class Instruments {
	/** Brings the quotes in a book up to date; the market maker puts itself here. */
	freshen: (instrument: Instrument) => void = () => {};
	private readonly byPair: Map<string, Instrument>;

	constructor(pairs: readonly PairRules[]) {
		this.byPair = new Map(pairs.map((rules) => [rules.name, createInstrument(rules)]));
	}

	get(pair: string): Instrument | undefined {
		const instrument = this.byPair.get(pair);
		if (instrument) this.freshen(instrument);
		return instrument;
	}

	all(): Instrument[] {
		return this.asTheyAre().map((instrument) => this.get(instrument.rules.name)!);
	}

	asTheyAre(): Instrument[] {
		return [...this.byPair.values()];
	}
}

const createInstrument = (rules: PairRules): Instrument => ({
	rules,
	book: new OrderBook(),
	tape: new Tape(),
	step: 0,
	quotedStep: 0,
});
