/** The rate limit of an exchange and a process that asks it: two of these share a key without talking to each other. */
import { RequestQueue } from '../../exmo/pacing/queue.ts';
import { REQUESTS_PER_SECOND } from '../../sandbox/http/rateLimit.mts';
import type { VirtualClock } from './virtualClock.mts';

/** Lets so many requests through in any rolling second as EXMO allows; what it refuses does not count. */
export class SimulatedExchange {
	private readonly clock: VirtualClock;
	private admitted: number[] = [];
	/** Every request that arrived. */
	readonly arrivals: Array<{ process: string; at: number; isRefused: boolean }> = [];

	constructor(clock: VirtualClock) {
		this.clock = clock;
	}

	/** Whether the request was let through. */
	arrive(process: string): boolean {
		const at = this.clock.now();
		this.admitted = this.admitted.filter((time) => at - time < 1000);
		const isRefused = this.admitted.length >= REQUESTS_PER_SECOND;
		if (!isRefused) this.admitted.push(at);
		this.arrivals.push({ process, at, isRefused });
		return !isRefused;
	}
}

export interface Worker {
	readonly name: string;
	/** On the way there; the same back. */
	readonly wayMs: () => number;
	readonly until: number;
}

/** A process with more to ask than it may: a new request as soon as a slot is free, refused ones again. */
export async function keepAsking(
	exchange: SimulatedExchange,
	clock: VirtualClock,
	{ name, wayMs, until }: Worker,
): Promise<void> {
	const queue = new RequestQueue(clock);
	const ask = async () => {
		while (clock.now() < until) {
			const slot = await queue.acquire({
				kind: 'signed',
				apiKey: 'K-shared',
				maxWaitMs: 3_600_000,
			});
			await clock.sleep(wayMs());
			const isAdmitted = exchange.arrive(name);
			await clock.sleep(wayMs());
			slot.release(isAdmitted ? undefined : {});
		}
	};
	await Promise.all(Array.from({ length: 20 }, ask));
}
