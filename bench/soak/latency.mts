/** Latencies in bounded memory: a histogram whose steps grow by five percent. */
const STEP = Math.log(1.05);
const MIN_MS = 0.1;

export interface Latencies {
	p50: number;
	p99: number;
	max: number;
	count: number;
}

export class LatencyHistogram {
	private readonly counts = new Map<number, number>();
	private max = 0;
	private count = 0;

	/** @param ms from the exchange's time stamp to now */
	add(ms: number): void {
		const step = Math.max(0, Math.ceil(Math.log(Math.max(ms, MIN_MS) / MIN_MS) / STEP));
		this.counts.set(step, (this.counts.get(step) ?? 0) + 1);
		this.max = Math.max(this.max, ms);
		this.count += 1;
	}

	report(): Latencies {
		return { p50: this.at(0.5), p99: this.at(0.99), max: this.max, count: this.count };
	}

	private at(share: number): number {
		let rest = this.count * share;
		for (const [step, count] of [...this.counts].sort(([a], [b]) => a - b)) {
			rest -= count;
			if (rest <= 0) return MIN_MS * Math.exp(step * STEP);
		}
		return 0;
	}
}
