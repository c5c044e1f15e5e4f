/** Which events are let through. */
import { amountOf } from '../../money/amounts';
import { isSameCode } from '../../market/codes';
import type { Side } from '../../market/pairs';
import { compare, ZERO, type Decimal } from '../../money/decimal';
import { isCrossing, zoneOf, type CrossingDirection, type Zone } from '../../watch/crossing';

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
	readonly side?: Side;
	readonly minQuantity?: Decimal;
	/** In the quote currency. */
	readonly crossing?: { readonly price: Decimal; readonly direction: CrossingDirection };
}

/** Lets events through one by one; remembers on which side of the crossing price each pair is. */
export class Filter {
	private readonly options: FilterOptions;
	private readonly zones = new Map<string, Zone>();

	constructor(options: FilterOptions) {
		this.options = options;
	}

	passes(event: Filterable): boolean {
		const { pairs, side, minQuantity } = this.options;
		const isOther = (pair: string) => !isSameCode(pair, event.pair);
		if (pairs.length > 0 && event.pair !== '' && pairs.every(isOther)) return false;
		if (side !== undefined && event.side !== side) return false;
		if (minQuantity !== undefined && compare(amountOf(event.quantity), minQuantity) < 0)
			return false;
		return this.crosses(event);
	}

	/** As the polling trigger counts it, with no hysteresis: on the line the price has been reached. */
	private crosses({ pair, price }: Filterable): boolean {
		const { crossing } = this.options;
		if (crossing === undefined) return true;
		if (!price) return false;
		const threshold = { value: crossing.price, direction: crossing.direction, hysteresis: ZERO };
		const before = this.zones.get(pair);
		const now = zoneOf(threshold, amountOf(price), before);
		this.zones.set(pair, now);
		return isCrossing(threshold, before, now);
	}
}
