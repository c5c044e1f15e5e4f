/** A copy of one pair's book, kept from a snapshot and its updates (exmo-api/WEBSOCKET.md 4.4). */
import { compare, isZero, parseDecimal, type Decimal } from '../../money/decimal';
import { isRow } from '../../api/rows';
import { described, Unreadable } from './unreadable';

/** Price, quantity and amount, as EXMO writes them. */
export type BookRow = readonly [price: string, quantity: string, amount: string];

type BookSide = 'ask' | 'bid';
const BOOK_SIDES = ['ask', 'bid'] as const;

interface Entry {
	readonly price: Decimal;
	/** Whether nothing is left at this price. */
	readonly isEmpty: boolean;
	readonly level: BookRow;
}

function readLevel(level: unknown): Entry | undefined {
	if (!Array.isArray(level)) return undefined;
	const [price, quantity, amount = '0'] = level as unknown as BookRow;
	try {
		parseDecimal(amount);
		return {
			price: parseDecimal(price),
			isEmpty: isZero(parseDecimal(quantity)),
			level: level as unknown as BookRow,
		};
	} catch {
		return undefined;
	}
}

function entryOf(side: BookSide, level: unknown): Entry {
	const entry = readLevel(level);
	if (entry) return entry;
	throw new Unreadable(`${side} has ${described(level)}, which is no price level`);
}

/** The levels of one side; it may be missing where nothing of it has changed. @throws Unreadable */
function entriesOf(data: unknown, side: BookSide): Entry[] {
	if (Array.isArray(data) && data.length === 0) return []; // for `{}` (REST.md 1.6 OK-3)
	if (!isRow(data)) throw new Unreadable(`${described(data)} is no order book`);
	const levels = data[side] ?? [];
	if (!Array.isArray(levels)) throw new Unreadable(`${side} is ${described(levels)}`);
	return levels.map((level) => entryOf(side, level));
}

/** Negative when `a` is the better price of that side. */
const order = (side: BookSide, a: Decimal, b: Decimal): number =>
	side === 'ask' ? compare(a, b) : compare(b, a);

export class LocalBook {
	/** Best price first. */
	private sides: Record<BookSide, Entry[]> = { ask: [], bid: [] };

	/** Starts anew from a whole book. @throws Unreadable, and the book is as it was */
	replace(data: unknown): void {
		const sorted = (side: BookSide) =>
			entriesOf(data, side)
				.filter(({ isEmpty }) => !isEmpty)
				.sort((a, b) => order(side, a.price, b.price));
		this.sides = { ask: sorted('ask'), bid: sorted('bid') };
	}

	/**
	 * Applies changed levels: the quantity is the level's new total, 0 takes it away.
	 * @throws Unreadable, and the book is as it was
	 */
	update(data: unknown): void {
		const changes = BOOK_SIDES.map((side) => [side, entriesOf(data, side)] as const);
		for (const [side, entries] of changes) for (const entry of entries) this.set(side, entry);
	}

	top(side: BookSide, depth: number): BookRow[] {
		return this.sides[side].slice(0, depth).map(({ level }) => level);
	}

	private set(side: BookSide, entry: Entry): void {
		const entries = this.sides[side];
		let low = 0;
		let high = entries.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (order(side, entries[middle].price, entry.price) < 0) low = middle + 1;
			else high = middle;
		}
		const isThere = entries[low] !== undefined && compare(entries[low].price, entry.price) === 0;
		entries.splice(low, isThere ? 1 : 0, ...(entry.isEmpty ? [] : [entry]));
	}
}
