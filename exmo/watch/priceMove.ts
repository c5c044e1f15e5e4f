/** When a price has moved by so many percent within a time. */
import { compare, isPositive, isZero, negate, subtract, type Decimal } from '../money/decimal';
import { inPercent } from '../money/percent';

export type MoveDirection = 'up' | 'down' | 'either';

/** From where a move is measured: the price of the last event, or of the first poll. */
export interface Anchor {
	readonly price: string;
	/** Unix seconds of EXMO's clock. */
	readonly at: number;
}

/** The prices between the anchor, or the beginning of the time, and now. */
export interface PriceRange {
	readonly high: Decimal;
	readonly low: Decimal;
}

export interface Move {
	readonly direction: 'up' | 'down';
	/** Percent of `from`; negative for a fall. */
	readonly percent: Decimal;
	readonly from: Decimal;
}

/** Decimals of a percentage. */
const SCALE = 4;

/** The range with one more price in it. */
export const widened = (range: PriceRange | undefined, price: Decimal): PriceRange => ({
	high: range && compare(range.high, price) > 0 ? range.high : price,
	low: range && compare(range.low, price) < 0 ? range.low : price,
});

/** The move from the low or the high of the range to the price, if it is large enough; the larger of the two. */
export function moveOf(
	range: PriceRange,
	price: Decimal,
	threshold: Decimal,
	direction: MoveDirection,
): Move | undefined {
	const moves: Move[] = [];
	const consider = (way: 'up' | 'down', from: Decimal) => {
		if (!isPositive(from) || (direction !== 'either' && direction !== way)) return;
		const percent = inPercent(subtract(price, from), from, SCALE, 'down');
		const size = way === 'up' ? percent : negate(percent);
		if (!isZero(size) && compare(size, threshold) >= 0)
			moves.push({ direction: way, percent, from });
	};
	consider('up', range.low);
	consider('down', range.high);
	const size = ({ percent }: Move) => (isPositive(percent) ? percent : negate(percent));
	return moves.sort((a, b) => compare(size(b), size(a)))[0];
}
