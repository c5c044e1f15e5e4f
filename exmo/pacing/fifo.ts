/** First in, first out, and out of the middle: each at the same cost, however many wait. */

/** What can wait in a `Fifo`; in one at a time. */
export interface Link {
	before?: this;
	after?: this;
}

export class Fifo<T extends Link> {
	first: T | undefined;
	private last: T | undefined;
	private count = 0;

	get size(): number {
		return this.count;
	}

	push(one: T): void {
		one.before = this.last;
		one.after = undefined;
		if (this.last) this.last.after = one;
		else this.first = one;
		this.last = one;
		this.count += 1;
	}

	/** Takes out one that is in here. */
	remove(one: T): void {
		if (one.before) one.before.after = one.after;
		else this.first = one.after;
		if (one.after) one.after.before = one.before;
		else this.last = one.before;
		one.before = one.after = undefined;
		this.count -= 1;
	}
}
