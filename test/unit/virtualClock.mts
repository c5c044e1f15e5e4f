import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../exmo/pacing.ts';

interface Sleeper {
	readonly at: number;
	readonly wake: () => void;
}

/** A clock whose time passes only when a test lets it: whoever sleeps wakes in the order of time, at once. */
export class VirtualClock implements Clock {
	private time = Date.UTC(2026, 8, 23, 12);
	private sleepers: Sleeper[] = [];

	now(): number {
		return this.time;
	}

	sleep(ms: number): Promise<void> {
		return new Promise((wake) => this.sleepers.push({ at: this.time + Math.max(0, ms), wake }));
	}

	/** Lets so many milliseconds pass. */
	async pass(ms: number): Promise<void> {
		const end = this.time + ms;
		await setImmediate();
		while (this.next && this.next.at <= end) await this.wakeNext();
		this.time = end;
	}

	/** Lets time pass until the promise is settled. @throws Error when nobody sleeps and it never will be */
	async until<T>(promise: Promise<T>): Promise<T> {
		let isSettled = false;
		const settle = () => (isSettled = true);
		promise.then(settle, settle);
		await setImmediate();
		while (!isSettled) {
			if (!this.next) throw new Error('Everybody waits, and nobody for the clock');
			await this.wakeNext();
		}
		return await promise;
	}

	private get next(): Sleeper | undefined {
		return this.sleepers.reduce<Sleeper | undefined>(
			(first, sleeper) => (first && first.at <= sleeper.at ? first : sleeper),
			undefined,
		);
	}

	private async wakeNext(): Promise<void> {
		const sleeper = this.next as Sleeper;
		this.sleepers = this.sleepers.filter((other) => other !== sleeper);
		this.time = Math.max(this.time, sleeper.at);
		sleeper.wake();
		await setImmediate(); // lets everything run that follows from it
	}
}
