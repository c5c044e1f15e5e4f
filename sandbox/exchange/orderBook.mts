import { floor8, min, ZERO, type Money } from './money.mts';

export type Side = 'buy' | 'sell';

const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

/** What stands in a book: an order of a user, or a quote of the market maker. */
export interface Resting {
	/** The holder in the ledger who pays and is paid. */
	owner: string;
	side: Side;
	price: Money;
	remaining: Money;
}

/** Part of a resting order that an incoming one would take. */
export interface Fill {
	maker: Resting;
	quantity: Money;
	/** price x quantity, cut to 8 decimals. */
	amount: Money;
}

export interface FillPlan {
	fills: Fill[];
	quantity: Money;
	amount: Money;
}

/** How much an incoming order wants: a base quantity, or a total in the quote currency. */
export type Want = { quantity: Money } | { total: Money };

/** Both sides of one pair, best price first, first come first served at one price. */
export class OrderBook {
	readonly bids: Resting[] = [];
	readonly asks: Resting[] = [];

	side(side: Side): Resting[] {
		return side === 'buy' ? this.bids : this.asks;
	}

	add(resting: Resting): void {
		const levels = this.side(resting.side);
		let low = 0;
		let high = levels.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (isBetterOrEqual(resting.side, levels[middle], resting)) low = middle + 1;
			else high = middle;
		}
		levels.splice(low, 0, resting);
	}

	remove(resting: Resting): void {
		const levels = this.side(resting.side);
		const index = levels.indexOf(resting);
		if (index >= 0) levels.splice(index, 1);
	}

	/** Takes all orders of one owner out. */
	removeOwner(owner: string): void {
		for (const levels of [this.bids, this.asks]) {
			const kept = levels.filter((resting) => resting.owner !== owner);
			levels.splice(0, levels.length, ...kept);
		}
	}

	/** Adds many orders of one side that are sorted already: much faster than one by one. */
	merge(side: Side, sorted: readonly Resting[]): void {
		const levels = this.side(side);
		const before = levels.splice(0);
		let next = 0;
		for (const resting of sorted) {
			while (next < before.length && isBetterOrEqual(side, before[next], resting)) {
				levels.push(before[next++]);
			}
			levels.push(resting);
		}
		levels.push(...before.slice(next));
	}

	/**
	 * What an incoming order of `side` would take, best price first, without taking it.
	 * `limit` is the worst price it accepts; without one it takes any.
	 */
	plan(side: Side, want: Want, limit?: Money): FillPlan {
		const plan: FillPlan = { fills: [], quantity: ZERO, amount: ZERO };
		for (const maker of this.side(opposite(side))) {
			if (limit && (side === 'buy' ? maker.price.gt(limit) : maker.price.lt(limit))) break;
			const wanted =
				'quantity' in want
					? want.quantity.minus(plan.quantity)
					: floor8(want.total.minus(plan.amount).div(maker.price));
			const quantity = min(maker.remaining, wanted);
			if (quantity.lte(0)) break;
			const amount = floor8(quantity.times(maker.price));
			plan.fills.push({ maker, quantity, amount });
			plan.quantity = plan.quantity.plus(quantity);
			plan.amount = plan.amount.plus(amount);
		}
		return plan;
	}
}

const isBetterOrEqual = (side: Side, one: Resting, other: Resting): boolean =>
	side === 'buy' ? one.price.gte(other.price) : one.price.lte(other.price);
