/** Who has to be served first: a binary heap out of which any can be taken, at the cost of log n. */

export interface Due {
	/** In milliseconds of the monotonic clock. */
	readonly deadline: number;
	/** Its place in the heap, which keeps it here. */
	place: number;
}

export class Deadlines<T extends Due> {
	private readonly heap: T[] = [];

	get size(): number {
		return this.heap.length;
	}

	/** The one with the earliest deadline. */
	get first(): T | undefined {
		return this.heap[0];
	}

	add(one: T): void {
		this.rise(one, this.heap.length);
	}

	/** Takes out one that is in here. */
	remove(one: T): void {
		const last = this.heap.pop();
		if (last === undefined || last === one) return;
		this.rise(last, one.place);
		this.sink(last);
	}

	private put(one: T, place: number): void {
		this.heap[place] = one;
		one.place = place;
	}

	/** Puts it at the place, or above it where its deadline belongs. */
	private rise(one: T, place: number): void {
		while (place > 0) {
			const above = (place - 1) >> 1;
			if (this.heap[above].deadline <= one.deadline) break;
			this.put(this.heap[above], place);
			place = above;
		}
		this.put(one, place);
	}

	private sink(one: T): void {
		let { place } = one;
		for (;;) {
			let below = 2 * place + 1;
			if (below >= this.heap.length) break;
			const other = below + 1;
			if (other < this.heap.length && this.heap[other].deadline < this.heap[below].deadline) {
				below = other;
			}
			if (this.heap[below].deadline >= one.deadline) break;
			this.put(this.heap[below], place);
			place = below;
		}
		this.put(one, place);
	}
}
