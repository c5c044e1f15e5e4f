/** What a market order would get: the walk through the book, how far it moves the price, and the fee. */
import { readLevels, walkBook, type Fill, type BookLevel, type Size } from './book';
import { compare, negate, subtract, ZERO, type Decimal, type Rounding } from '../money/decimal';
import { middleOf } from '../money/middle';
import { inPercent, percentOf } from '../money/percent';
import { QUANTITY_DECIMALS, type Side } from './pairs';

export interface Book {
	readonly bids: readonly BookLevel[];
	readonly asks: readonly BookLevel[];
}

/** One pair of EXMO's `order_book` (exmo-api/REST.md 2.2). */
export const readBook = (row: Record<string, unknown>): Book => ({
	bids: readLevels(row.bid),
	asks: readLevels(row.ask),
});

export interface Estimate extends Fill {
	/** Half way between the best bid and the best ask; undefined when one side is empty. */
	readonly midPrice?: Decimal;
	/** How far the average price is from the middle, in percent, never negative. */
	readonly impactPercent?: Decimal;
	/** What is received before the fee: base currency on a buy, quote currency on a sell. */
	readonly received: Decimal;
	/** Taken from what is received, and cut to 8 decimals (REST.md 10): of each trade, so this is the most. */
	readonly fee: Decimal;
}

const IMPACT_DECIMALS = 4;

/** A fee. Spot fees are cut (REST.md 10); how margin fees are rounded is not known. */
export const feeOf = (amount: Decimal, percent: Decimal, rounding: Rounding = 'down'): Decimal =>
	percentOf(amount, percent, QUANTITY_DECIMALS, rounding);

/** In percent of the middle, rounded up; a crossed book may make the price better than the middle: 0. */
function impactOf(side: Side, price?: Decimal, middle?: Decimal): Decimal | undefined {
	if (!price || !middle) return undefined;
	const worse = side === 'buy' ? subtract(price, middle) : subtract(middle, price);
	const positive = compare(worse, negate(worse)) > 0 ? worse : ZERO;
	return inPercent(positive, middle, IMPACT_DECIMALS, 'up');
}

/** @param takerPercent the pair's taker fee in percent */
export function estimateMarketOrder(
	book: Book,
	side: Side,
	size: Size,
	takerPercent: Decimal,
): Estimate {
	const fill = walkBook(side === 'buy' ? book.asks : book.bids, size);
	const midPrice = middleOf(book.bids[0]?.price, book.asks[0]?.price);
	const received = side === 'buy' ? fill.quantity : fill.amount;
	return {
		...fill,
		midPrice,
		impactPercent: impactOf(side, fill.averagePrice, midPrice),
		received,
		fee: feeOf(received, takerPercent),
	};
}
