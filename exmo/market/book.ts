/** What an order would meet in the order book. */
import { listOf } from '../api/rows';
import { amountOf } from '../money/amounts';
import {
	add,
	compare,
	divide,
	isZero,
	multiply,
	round,
	subtract,
	ZERO,
	type Decimal,
} from '../money/decimal';
import { QUANTITY_DECIMALS } from './pairs';

/** Enough for a quotient of two of EXMO's numbers not to show in the average price. */
const EXACT_DECIMALS = 32;

export interface BookLevel {
	readonly price: Decimal;
	/** In the base currency. */
	readonly quantity: Decimal;
}

/** One side of EXMO's `order_book`, best price first: rows of [price, quantity, amount]. */
export const readLevels = (side: unknown): BookLevel[] =>
	listOf(side)
		.map(listOf)
		.map(([price, quantity]) => ({
			price: amountOf(price),
			quantity: amountOf(quantity),
		}));

/** How much a walk through the book takes: a quantity (base currency) or an amount (quote currency). */
export type Size = { readonly quantity: Decimal } | { readonly amount: Decimal };

export interface Fill {
	/** Base currency. */
	readonly quantity: Decimal;
	/** Quote currency. */
	readonly amount: Decimal;
	/** Undefined when nothing could be filled. */
	readonly averagePrice?: Decimal;
	readonly bestPrice?: Decimal;
	readonly worstPrice?: Decimal;
	/** What the book could not give, in the currency of the size. */
	readonly unfilled: Decimal;
}

const smaller = (a: Decimal, b: Decimal): Decimal => (compare(a, b) <= 0 ? a : b);

/** What a market order of this size would get from these levels, before fees. */
export function walkBook(levels: readonly BookLevel[], size: Size): Fill {
	let quantity = ZERO;
	/** The quantity with digits to spare, so that the average price is exact. */
	let exactQuantity = ZERO;
	let amount = ZERO;
	let worstPrice: Decimal | undefined;
	let unfilled = 'quantity' in size ? size.quantity : size.amount;
	for (const level of levels) {
		if (isZero(unfilled)) break;
		const levelAmount = multiply(level.price, level.quantity);
		const offered = 'quantity' in size ? level.quantity : levelAmount;
		const takesAll = compare(offered, unfilled) <= 0;
		const taken = smaller(offered, unfilled);
		const takenQuantity = takesAll
			? level.quantity
			: 'quantity' in size
				? taken
				: divide(taken, level.price, EXACT_DECIMALS, 'down');
		exactQuantity = add(exactQuantity, takenQuantity);
		quantity = round(exactQuantity, QUANTITY_DECIMALS, 'down');
		amount = add(amount, 'quantity' in size ? multiply(takenQuantity, level.price) : taken);
		unfilled = subtract(unfilled, taken);
		worstPrice = level.price;
	}
	return {
		quantity,
		amount,
		averagePrice: isZero(exactQuantity)
			? undefined
			: divide(amount, exactQuantity, QUANTITY_DECIMALS, 'half'),
		bestPrice: levels[0]?.price,
		worstPrice,
		unfilled,
	};
}
