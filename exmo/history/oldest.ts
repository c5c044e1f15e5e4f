import { comparePositions, type Position } from './position';

export interface Placed<T> {
	readonly position: Position;
	readonly value: T;
}

/**
 * The oldest rows of any number that are added in any order. It never holds more than twice as many
 * as are wanted, so that a part of a long history takes no more memory than that part.
 */
export class OldestRows<T> {
	private readonly wanted: number;
	private rows: Array<Placed<T>> = [];

	/** @param wanted Infinity for all */
	constructor(wanted: number) {
		this.wanted = wanted;
	}

	get held(): number {
		return this.rows.length;
	}

	add(row: Placed<T>): void {
		this.rows.push(row);
		if (this.rows.length >= 2 * this.wanted) this.rows = this.sorted();
	}

	/** Oldest first. */
	sorted(): Array<Placed<T>> {
		return this.rows.sort((a, b) => comparePositions(a.position, b.position)).slice(0, this.wanted);
	}
}
