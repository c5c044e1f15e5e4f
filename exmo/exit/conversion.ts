/** What an amount becomes when it is converted through pairs, one market order after another. */
import { compare, isZero, round, subtract, type Decimal } from '../money/decimal';
import { estimateMarketOrder, type Book } from '../market/estimate';
import { isBelowMin, QUANTITY_DECIMALS, upToMax, type PairRules, type Side } from '../market/pairs';

/** The longest way that is tried, in pairs: each costs a fee and a spread. */
export const MAX_LEGS = 3;

/** A pair with all that a market order on it depends on. */
export interface OpenPair {
	readonly rules: PairRules;
	readonly book: Book;
}

/** One market order of a conversion. */
export interface Leg {
	readonly pair: string;
	readonly side: Side;
	readonly from: string;
	readonly to: string;
	/** What is given away, in `from`. */
	readonly given: Decimal;
	/** What comes in, in `to`, less the fee. */
	readonly received: Decimal;
	/** In `to`. */
	readonly fee: Decimal;
	/** How far the average price is from the middle, in percent; undefined when one side of the book is empty. */
	readonly impactPercent?: Decimal;
}

/** Why a pair takes no order of this size. */
export interface Obstacle {
	readonly pair: string;
	readonly cause: 'belowMinimum' | 'noOffers' | 'priceImpact';
}

/**
 * A market order for an amount of `from`: a sale of the base currency, or a purchase for a total. Of an
 * amount above the pair's maximum, or above what the book holds, only that part is converted.
 * @param amount in `from`
 * @param maxImpact in percent; a book without a middle is then refused, too
 */
export function tradeLeg(
	{ rules, book }: OpenPair,
	from: string,
	amount: Decimal,
	maxImpact?: Decimal,
): Leg | Obstacle {
	const { pair, base, quote } = rules;
	const side: Side = from === base ? 'sell' : 'buy';
	const limits = side === 'sell' ? rules.quantity : rules.amount;
	const size = upToMax(round(amount, QUANTITY_DECIMALS, 'down'), limits);
	const estimate = estimateMarketOrder(
		book,
		side,
		side === 'sell' ? { quantity: size } : { amount: size },
		rules.takerPercent,
	);
	const given = subtract(size, estimate.unfilled);
	if (isZero(size) || isBelowMin(size, limits)) return { pair, cause: 'belowMinimum' };
	if (isZero(given)) return { pair, cause: 'noOffers' };
	const isSmall =
		isBelowMin(estimate.quantity, rules.quantity) || isBelowMin(estimate.amount, rules.amount);
	if (isSmall) return { pair, cause: 'belowMinimum' };
	const { impactPercent, fee } = estimate;
	if (maxImpact && (!impactPercent || compare(impactPercent, maxImpact) > 0)) {
		return { pair, cause: 'priceImpact' };
	}
	return {
		...{ pair, side, from, to: side === 'sell' ? quote : base, given, fee, impactPercent },
		received: round(subtract(estimate.received, fee), QUANTITY_DECIMALS, 'down'),
	};
}

/** All pairs that can be traded, by each of their two currencies. */
export class OpenPairs {
	readonly #byCurrency = new Map<string, OpenPair[]>();

	constructor(pairs: Iterable<OpenPair>) {
		for (const pair of pairs) {
			for (const currency of [pair.rules.base, pair.rules.quote]) {
				this.#byCurrency.set(currency, [...(this.#byCurrency.get(currency) ?? []), pair]);
			}
		}
	}

	pairsOf(currency: string): readonly OpenPair[] {
		return this.#byCurrency.get(currency) ?? [];
	}
}

export interface Conversions {
	/** Every way that works, to whatever currency it leads. */
	readonly ways: ReadonlyArray<readonly Leg[]>;
	/** Why the currency's own pairs take no order, where they do not. */
	readonly obstacles: readonly Obstacle[];
}

/** Every conversion of an amount through up to MAX_LEGS pairs that comes by no currency twice. */
export function conversionsOf(
	pairs: OpenPairs,
	currency: string,
	amount: Decimal,
	maxImpact?: Decimal,
): Conversions {
	const ways: Leg[][] = [];
	const obstacles: Obstacle[] = [];
	const walk = (at: string, held: Decimal, legs: Leg[]): void => {
		const visited = [currency, ...legs.map(({ to }) => to)];
		for (const pair of pairs.pairsOf(at)) {
			const { base, quote } = pair.rules;
			if (visited.includes(at === base ? quote : base)) continue;
			const leg = tradeLeg(pair, at, held, maxImpact);
			if ('cause' in leg) {
				if (legs.length === 0) obstacles.push(leg);
				continue;
			}
			const further = [...legs, leg];
			ways.push(further);
			if (further.length < MAX_LEGS) walk(leg.to, leg.received, further);
		}
	};
	walk(currency, amount, []);
	return { ways, obstacles };
}
