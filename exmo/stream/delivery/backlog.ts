/**
 * Events on their way to workflow runs: at a pace, in bounded memory, in their order. Where only the
 * latest state counts, a newer event takes the place of a waiting one of its key; elsewhere the
 * oldest are dropped when too many wait. Both are counted.
 */

export interface BacklogOptions {
	/** Whether a newer event of a key replaces a waiting one. */
	readonly latestWins: boolean;
	/** At most one item of a key (or one batch) in so many milliseconds; 0: no such limit. */
	readonly everyMs: number;
	/** Whether everything that waits goes into one run. */
	readonly batches: boolean;
	/** Events that may wait. */
	readonly maxWaiting: number;
	/** Runs that may be under way at one time. */
	readonly maxRuns: number;
}

export interface Waiting<T> {
	readonly key: string;
	readonly value: T;
	/** How many earlier events of its key it has replaced. */
	readonly merged: number;
	/** How many events before it were dropped since the last one that was handed out. */
	readonly dropped: number;
}

export class Backlog<T> {
	private readonly options: BacklogOptions;
	/** By key where the latest wins, else by a running number: a Map keeps the order of arrival. */
	private readonly waiting = new Map<string, Waiting<T>>();
	/** When a key was last handed out; only where there is a pace. */
	private readonly handedAt = new Map<string, number>();
	private count = 0;
	private dropped = 0;
	private runs = 0;

	constructor(options: BacklogOptions) {
		this.options = options;
	}

	get size(): number {
		return this.waiting.size;
	}

	add(key: string, value: T): void {
		const { latestWins, maxWaiting } = this.options;
		const place = latestWins ? key : String(this.count++);
		const before = this.waiting.get(place);
		if (before) {
			// In its old place: keys that change often do not push themselves to the end
			this.waiting.set(place, { ...before, value, merged: before.merged + 1 });
			return;
		}
		if (this.waiting.size >= maxWaiting) this.dropOldest();
		this.waiting.set(place, { key, value, merged: 0, dropped: 0 });
	}

	/** What the next run gets, if there is anything, its time has come and a run is free; then that run has begun. */
	next(now: number): Waiting<T>[] | undefined {
		if (this.runs >= this.options.maxRuns) return undefined;
		const due: string[] = [];
		for (const [place, { key }] of this.waiting) {
			if (this.dueAt(key) <= now) due.push(place);
			if (due.length > 0 && !this.options.batches) break;
		}
		if (due.length === 0) return undefined;
		this.runs += 1;
		return due.map((place) => this.handOut(place, now));
	}

	runEnded(): void {
		this.runs -= 1;
	}

	/** When `next` may have something that it has not now; Infinity: not by time alone. */
	get wakeAt(): number {
		if (this.runs >= this.options.maxRuns) return Infinity;
		let wakeAt = Infinity;
		for (const { key } of this.waiting.values()) wakeAt = Math.min(wakeAt, this.dueAt(key));
		return wakeAt;
	}

	/** A batch has one pace for everything, single items have one for each key. */
	private paceKey(key: string): string {
		return this.options.batches ? '' : key;
	}

	private dueAt(key: string): number {
		const handed = this.handedAt.get(this.paceKey(key));
		return handed === undefined ? -Infinity : handed + this.options.everyMs;
	}

	private handOut(place: string, now: number): Waiting<T> {
		const entry = this.waiting.get(place) as Waiting<T>;
		this.waiting.delete(place);
		if (this.options.everyMs > 0) this.handedAt.set(this.paceKey(entry.key), now);
		const dropped = this.dropped;
		this.dropped = 0;
		return { ...entry, dropped };
	}

	private dropOldest(): void {
		const [[place, { merged }]] = this.waiting;
		this.waiting.delete(place);
		this.dropped += 1 + merged;
	}
}
