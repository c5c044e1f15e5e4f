/** Which events are let through. */
import { compare, parseDecimal, type Decimal } from '../decimal';

/** What a filter looks at; all of it optional, as topics differ. */
export interface Filterable {
	readonly pair: string;
	readonly side?: string;
	/** Base currency. */
	readonly quantity?: string;
	/** The price that a crossing is measured by, in the quote currency. */
	readonly price?: string;
}

export interface FilterOptions {
	/** Empty: every pair. */
	readonly pairs: readonly string[];
	readonly side?: 'buy' | 'sell';
	readonly minQuantity?: Decimal;
	readonly crossing?: { readonly price: Decimal; readonly direction: Direction };
}

export type Direction = 'above' | 'below' | 'either';

/** Lets events through one by one; remembers on which side of the crossing price each pair is. */
export class Filter {
	private readonly options: FilterOptions;
	private readonly wasAbove = new Map<string, boolean>();

	constructor(options: FilterOptions) {
		this.options = options;
	}

	passes(event: Filterable): boolean {
		const { pairs, side, minQuantity } = this.options;
		if (pairs.length > 0 && event.pair !== '' && !pairs.includes(event.pair)) return false;
		if (side !== undefined && event.side !== side) return false;
		if (minQuantity !== undefined) {
			if (!event.quantity || compare(parseDecimal(event.quantity), minQuantity) < 0) return false;
		}
		return this.crosses(event);
	}

	/** At the price itself counts as the side that it came from: a price on the line crosses nothing. */
	private crosses({ pair, price }: Filterable): boolean {
		const { crossing } = this.options;
		if (crossing === undefined) return true;
		if (!price) return false;
		const difference = compare(parseDecimal(price), crossing.price);
		if (difference === 0) return false;
		const isAbove = difference > 0;
		const wasAbove = this.wasAbove.get(pair);
		this.wasAbove.set(pair, isAbove);
		if (wasAbove === undefined || wasAbove === isAbove) return false;
		return crossing.direction === 'either' || (crossing.direction === 'above') === isAbove;
	}
}
