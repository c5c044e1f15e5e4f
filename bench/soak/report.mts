import { LatencyHistogram, type Latencies } from './latency.mts';

/** One line of a subject: what it did since the last one. */
export interface Sample extends Latencies {
	/** Events of which a newer one had taken the place before they came out. */
	merged: number;
	/** Share of one processor, in percent. */
	cpuPercent: number;
	/** Heap in use after a collection, and the whole process, in MB. */
	heapMb: number;
	residentMb: number;
}

const MB = 1024 * 1024;

/** Measures this process and prints a sample as a line of JSON, so often, and at last the whole run. */
export class Reporter {
	private interval = new LatencyHistogram();
	private readonly whole = new LatencyHistogram();
	private merged = 0;
	private lastCpu = process.cpuUsage();
	private lastAt = performance.now();

	constructor(everyMs: number) {
		setInterval(() => this.print(), everyMs);
	}

	/** An event has come out. @param ts the time stamp of its frame, in milliseconds since 1970 */
	event(ts: number, merged = 0): void {
		const ms = performance.timeOrigin + performance.now() - ts;
		this.interval.add(ms);
		this.whole.add(ms);
		this.merged += merged;
	}

	private print(): void {
		globalThis.gc?.();
		const memory = process.memoryUsage();
		const cpu = process.cpuUsage(this.lastCpu);
		const now = performance.now();
		const sample: Sample & { whole: Latencies } = {
			...this.interval.report(),
			merged: this.merged,
			cpuPercent: (cpu.user + cpu.system) / 10 / (now - this.lastAt),
			heapMb: memory.heapUsed / MB,
			residentMb: memory.rss / MB,
			whole: this.whole.report(),
		};
		process.stdout.write(`${JSON.stringify(sample)}\n`);
		this.interval = new LatencyHistogram();
		this.merged = 0;
		this.lastCpu = process.cpuUsage();
		this.lastAt = now;
	}
}
