/** A copy of one pair's book, kept from a snapshot and its updates (exmo-api/WEBSOCKET.md 4.4). */
import { compare, isZero, parseDecimal, type Decimal } from '../decimal';

/** Price, quantity and amount, as EXMO writes them. */
export type Level = readonly [price: string, quantity: string, amount: string];

type Side = 'ask' | 'bid';

interface Entry {
	readonly price: Decimal;
	readonly level: Level;
}

const levelsOf = (data: unknown, side: Side): Level[] => {
	const levels = (data as Partial<Record<Side, unknown>> | undefined)?.[side];
	return Array.isArray(levels) ? (levels as Level[]) : [];
};

/** Negative when `a` is the better price of that side. */
const order = (side: Side, a: Decimal, b: Decimal): number =>
	side === 'ask' ? compare(a, b) : compare(b, a);

export class LocalBook {
	/** Best price first. */
	private readonly sides: Record<Side, Entry[]> = { ask: [], bid: [] };

	/** Starts anew from a whole book. */
	replace(data: unknown): void {
		for (const side of ['ask', 'bid'] as const) {
			this.sides[side] = levelsOf(data, side)
				.map((level) => ({ price: parseDecimal(level[0]), level }))
				.sort((a, b) => order(side, a.price, b.price));
		}
	}

	/** Applies changed levels: the quantity is the level's new total, 0 takes it away; a side may be missing. */
	update(data: unknown): void {
		for (const side of ['ask', 'bid'] as const) {
			for (const level of levelsOf(data, side)) this.set(side, level);
		}
	}

	top(side: Side, most: number): Level[] {
		return this.sides[side].slice(0, most).map(({ level }) => level);
	}

	private set(side: Side, level: Level): void {
		const entries = this.sides[side];
		const price = parseDecimal(level[0]);
		let low = 0;
		let high = entries.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (order(side, entries[middle].price, price) < 0) low = middle + 1;
			else high = middle;
		}
		const isThere = entries[low] !== undefined && compare(entries[low].price, price) === 0;
		if (isZero(parseDecimal(level[1]))) entries.splice(low, isThere ? 1 : 0);
		else entries.splice(low, isThere ? 1 : 0, { price, level });
	}
}
