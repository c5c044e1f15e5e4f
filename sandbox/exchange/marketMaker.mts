import type { Core, Instrument } from './core.mts';
import type { MarginDesk } from './margin/desk.mts';
import { floor8, money, type Money } from './money.mts';
import type { Resting, Side } from './orderBook.mts';
import { settle } from './settlement.mts';
import type { StopDesk } from './stops.mts';
import type { Print, Quote } from '../market/market.mts';

const OWNER = 'market';
/** Trades that a pair has seen when the exchange opens. */
const HISTORY_STEPS = 150;
/** After a long pause (a test's clock) no more steps than these are walked through. */
const MAX_STEPS = 100_000;

/**
 * Quotes the market into the books, step by step. Quotes of a new step that cross a user's order
 * trade with it, at the user's price; that is how resting orders are filled when the market moves.
 */
export class MarketMaker {
	private readonly core: Core;
	private readonly stops: StopDesk;
	private readonly margin: MarginDesk;
	private readonly stepMs: number;

	constructor(core: Core, stops: StopDesk, margin: MarginDesk, stepMs: number) {
		this.core = core;
		this.stops = stops;
		this.margin = margin;
		this.stepMs = stepMs;
		core.instruments.freshen = (instrument) => this.freshen(instrument);
	}

	/** Brings every pair up to a moment. */
	advanceAll(nowMs: number): void {
		for (const instrument of this.core.instruments.asTheyAre()) this.advance(instrument, nowMs);
	}

	/** Brings one pair up to a moment: every step that an order could notice is carried out. */
	advance(instrument: Instrument, nowMs: number): void {
		const now = Math.floor(nowMs / this.stepMs);
		if (now <= instrument.step) return;
		if (instrument.step === 0) this.open(instrument, now);
		let step = Math.max(instrument.step + 1, now - MAX_STEPS);
		for (; step <= now; step++) {
			instrument.step = step;
			const atMs = step * this.stepMs;
			const print = this.prints(instrument, step, now)
				? this.core.market.print(instrument.rules, atMs)
				: undefined;
			if (this.isFelt(instrument, atMs, print)) this.freshen(instrument);
			if (print) this.print(instrument, print, atMs);
			this.stops.fireDue(instrument);
			if (this.margin.watches(instrument.rules.name)) this.margin.step(instrument.rules.name, atMs);
		}
		if (this.core.events.listenerCount('book') > 0) this.freshen(instrument);
	}

	/** Trades of long ago are only of interest to stop orders. */
	private prints(instrument: Instrument, step: number, now: number): boolean {
		return now - step < HISTORY_STEPS || this.stops.watches(instrument.rules.name);
	}

	/** Whether anybody's order would notice the step: if not, nothing has to be quoted for it. */
	private isFelt({ book, rules }: Instrument, atMs: number, print?: Print): boolean {
		if (print && this.stops.wouldFire(rules.name, money(print.price))) return true;
		const bid = book.bids.find(isUsers);
		const ask = book.asks.find(isUsers);
		if (!bid && !ask) return false;
		const top = this.core.market.top(rules, atMs);
		return Boolean(bid?.price.gte(top.ask) || ask?.price.lte(top.bid));
	}

	/** Quotes the market of the current step into the book, if that has not been done. */
	private freshen(instrument: Instrument): void {
		const { book, rules, step } = instrument;
		if (instrument.quotedStep === step) return;
		instrument.quotedStep = step;
		const atMs = step * this.stepMs;
		book.removeOwner(OWNER);
		const { bids, asks } = this.core.market.quotes(rules, atMs);
		this.quote(instrument, 'buy', bids, atMs);
		this.quote(instrument, 'sell', asks, atMs);
		this.core.events.emit('book', rules.name);
	}

	/** Puts the quotes of one side into the book, best first; what crosses users' orders trades. */
	private quote(instrument: Instrument, side: Side, quotes: Quote[], atMs: number): void {
		const { book } = instrument;
		const resting = quotes.map(
			([price, quantity]): Resting => ({
				owner: OWNER,
				side,
				price: money(price),
				remaining: money(quantity),
			}),
		);
		for (const one of resting) {
			const { fills } = book.plan(side, { quantity: one.remaining }, one.price);
			if (fills.length === 0) break;
			for (const fill of fills) settle(this.core, instrument, fill, one, atMs);
		}
		book.merge(
			side,
			resting.filter(({ remaining }) => remaining.gt(0)),
		);
	}

	/** A trade between others: it moves the last price and no account's money. */
	private print({ tape, rules }: Instrument, print: Print, atMs: number): void {
		const price = money(print.price);
		const quantity = money(print.quantity);
		const trade = {
			id: this.core.ids.next('trade'),
			atMs,
			side: print.side,
			price,
			quantity,
			amount: floor8(price.times(quantity)),
		};
		tape.add(trade);
		this.core.events.emit('trade', rules.name, trade);
	}

	/** Fills the tape with what happened before the exchange was started. */
	private open(instrument: Instrument, now: number): void {
		const { market } = this.core;
		const { rules } = instrument;
		for (let step = now - HISTORY_STEPS; step < now; step++) {
			const print = market.print(rules, step * this.stepMs);
			if (print) this.print(instrument, print, step * this.stepMs);
		}
		const atMs = now * this.stepMs;
		if (!instrument.tape.last) {
			const price = lastPrice(market.price(rules, atMs), rules.pricePrecision);
			const quantity = money(rules.minQuantity).times(3);
			const updatedMs = market.day(rules, atMs).updatedMs ?? atMs;
			this.print(
				instrument,
				{ side: 'buy', price: price.toFixed(), quantity: quantity.toFixed() },
				updatedMs,
			);
		}
		instrument.step = now - 1;
	}
}

const isUsers = (resting: Resting): boolean => resting.owner !== OWNER;

const lastPrice = (price: number, precision: number): Money => money(price.toFixed(precision));
