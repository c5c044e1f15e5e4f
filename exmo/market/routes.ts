/**
 * What one currency is worth in another through the listed pairs: every way of up to three pairs is
 * tried, and the one that brings most is taken. Before fees.
 */
import {
	compare,
	divide,
	isPositive,
	multiply,
	parseDecimal,
	round,
	type Decimal,
} from '../money/decimal';

const MAX_LEGS = 3;

/** More than the 8 decimals of an amount, so that three legs do not add up to a rounding that shows. */
const RATE_DECIMALS = 20;

/** Which price of a pair counts; a missing or zero one closes the pair in that direction. */
export interface PairPrice {
	/** Like BTC_USD. */
	readonly pair: string;
	/** Quote currency for one of the base currency: what a seller gets. */
	readonly sell?: Decimal;
	/** Quote currency for one of the base currency: what a buyer pays. */
	readonly buy?: Decimal;
}

export interface Route {
	/** In their order; empty for the currency itself. */
	readonly pairs: readonly string[];
	/** How much of the target one unit brings, cut off after 20 decimals. */
	readonly price: Decimal;
}

interface Leg {
	readonly pair: string;
	readonly to: string;
	/** How much of `to` one unit brings. */
	readonly rate: Decimal;
}

const ONE = parseDecimal('1');

/** Every pair as a way out of its base (a sale) and out of its quote currency (a purchase). */
function legsByCurrency(prices: readonly PairPrice[]): Map<string, Leg[]> {
	const legs = new Map<string, Leg[]>();
	const addLeg = (from: string, leg: Leg) => legs.set(from, [...(legs.get(from) ?? []), leg]);
	for (const { pair, sell, buy } of prices) {
		const [base, quote] = pair.split('_');
		if (sell && isPositive(sell)) addLeg(base, { pair, to: quote, rate: sell });
		if (buy && isPositive(buy)) {
			addLeg(quote, { pair, to: base, rate: divide(ONE, buy, RATE_DECIMALS, 'down') });
		}
	}
	return legs;
}

/** The routes from any currency to one target. */
export class Routes {
	private readonly target: string;
	private readonly legs: Map<string, Leg[]>;

	constructor(prices: readonly PairPrice[], target: string) {
		this.target = target;
		this.legs = legsByCurrency(prices);
	}

	/** The route that brings most, the shorter of two equal ones; undefined when none leads there. */
	best(currency: string): Route | undefined {
		let best: Route | undefined;
		const walk = (at: string, visited: readonly string[], route: Route): void => {
			if (at === this.target) {
				const order = best ? compare(route.price, best.price) : 1;
				const isShorter = best !== undefined && route.pairs.length < best.pairs.length;
				if (order > 0 || (order === 0 && isShorter)) best = route;
				return;
			}
			if (route.pairs.length === MAX_LEGS) return;
			for (const { pair, to, rate } of this.legs.get(at) ?? []) {
				if (visited.includes(to)) continue;
				const price = round(multiply(route.price, rate), RATE_DECIMALS, 'down');
				walk(to, [...visited, to], { pairs: [...route.pairs, pair], price });
			}
		};
		walk(currency, [currency], { pairs: [], price: ONE });
		return best;
	}
}
