import type { Noise } from './noise.mts';
import type { PairRules, Quote, Quotes } from './market.mts';

/** Quotes a side. */
const LEVELS = 100;
/** Half the distance between the best bid and ask, and from one quote to the next. */
const HALF_SPREAD = 0.0001;
const GAP = 0.00015;

const scale = (pair: PairRules): number => 10 ** pair.pricePrecision;

/** A whole number of ticks as a decimal string, exact. */
function ticksToPrice(ticks: number, precision: number): string {
	if (precision === 0) return String(ticks);
	const digits = String(ticks).padStart(precision + 1, '0');
	return `${digits.slice(0, -precision)}.${digits.slice(-precision)}`;
}

/** The best bid and ask around a price. */
export function topAround(pair: PairRules, price: number): { bid: string; ask: string } {
	const { bid, ask } = topTicks(pair, price);
	return {
		bid: ticksToPrice(bid, pair.pricePrecision),
		ask: ticksToPrice(ask, pair.pricePrecision),
	};
}

function topTicks(pair: PairRules, price: number): { bid: number; ask: number } {
	const middle = price * scale(pair);
	const bid = Math.max(1, Math.floor(middle * (1 - HALF_SPREAD)));
	return { bid, ask: Math.max(bid + 1, Math.ceil(middle * (1 + HALF_SPREAD))) };
}

/**
 * The market maker's ladder around a price: tight, deep, deeper away from the middle. Its sizes
 * change with `moment`; `depth` is the size of a quote near the top, in the base currency.
 */
export function ladder(
	noise: Noise,
	pair: PairRules,
	price: number,
	depth: number,
	moment: number,
): Quotes {
	const top = topTicks(pair, price);
	const gap = Math.max(1, Math.round(price * scale(pair) * GAP));
	const quotes = (side: 'bid' | 'ask'): Quote[] => {
		const name = `${pair.name} ${side}`;
		const levels: Quote[] = [];
		for (let level = 0; level < LEVELS; level++) {
			const away = level * gap;
			const ticks = side === 'bid' ? top.bid - away : top.ask + away;
			if (ticks < 1) break;
			const size = depth * (0.3 + noise.uniform(name, moment * LEVELS + level)) * (1 + level / 8);
			levels.push([ticksToPrice(ticks, pair.pricePrecision), sizeText(size, pair)]);
		}
		return levels;
	};
	return { bids: quotes('bid'), asks: quotes('ask') };
}

/** A size as a decimal string, at least the pair's minimum, with about six digits that matter. */
export function sizeText(size: number, pair: PairRules): string {
	const decimals = Math.min(8, Math.max(0, 5 - Math.floor(Math.log10(size))));
	return Math.max(size, Number(pair.minQuantity)).toFixed(decimals);
}
