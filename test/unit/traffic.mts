import { RequestQueue, type SlotKind } from '../../exmo/pacing/queue.ts';
import { maxInOneSecond } from './rollingSecond.mts';
import { VirtualClock } from './virtualClock.mts';

export interface Request {
	readonly kind: SlotKind;
	readonly key?: string;
	/** How long the exchange takes for its answer. */
	readonly answerMs?: number;
	readonly maxWaitMs?: number;
	readonly urgent?: boolean;
}

export interface Served extends Request {
	readonly askedAt: number;
	readonly leftAt: number;
	readonly answeredAt: number;
}

/** A request queue whose time is the test's, and what left it. */
export class Traffic {
	readonly clock = new VirtualClock();
	readonly queue = new RequestQueue(this.clock);
	/** In the order in which they left. */
	readonly served: Served[] = [];

	slot(
		kind: SlotKind,
		changes: { key?: string; maxWaitMs?: number; urgent?: boolean; signal?: AbortSignal } = {},
	) {
		const { key = 'K-a', maxWaitMs = 3_600_000, urgent, signal } = changes;
		const apiKey = kind === 'public' ? undefined : key;
		return this.queue.acquire({ kind, apiKey, maxWaitMs, urgent, signal });
	}

	/** Waits for a slot, sends, and releases the slot when the answer is there. */
	async serve(request: Request): Promise<void> {
		const askedAt = this.clock.now();
		const slot = await this.slot(request.kind, request);
		const leftAt = this.clock.now();
		const index = this.served.push({ ...request, askedAt, leftAt, answeredAt: Infinity }) - 1;
		await this.clock.sleep(request.answerMs ?? 100);
		this.served[index] = { ...this.served[index], answeredAt: this.clock.now() };
		slot.release();
	}

	/** Serves them all, asked for at once in this order. */
	async serveAll(requests: readonly Request[]): Promise<void> {
		await this.clock.until(Promise.all(requests.map((request) => this.serve(request))));
	}

	/** How many requests leave in a second when as many as possible wait. */
	async measureRate(): Promise<number> {
		await this.clock.pass(2000); // what left before is out of the window
		const before = this.served.length;
		await this.serveAll(Array.from({ length: 30 }, () => ({ kind: 'public', answerMs: 0 })));
		return maxInOneSecond(this.served.slice(before).map(({ leftAt }) => leftAt));
	}
}

/** So many of one thing. */
export const times = <T,>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
