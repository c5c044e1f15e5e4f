import { setImmediate } from 'node:timers/promises';
import type { Clock, Moment, WallClock } from '../../exmo/clock.ts';

interface Sleeper {
	readonly at: number;
	readonly wake: () => void;
}

/**
 * A clock whose time passes only when a test lets it: whoever sleeps wakes in the order of time, at once.
 * The monotonic time is no date, and has fractions; the wall clock goes along with it until it is set.
 */
export class VirtualClock implements Clock, WallClock {
	private time = 4321.5;
	private wallAhead = Date.UTC(2026, 8, 23, 12);
	private sleepers: Sleeper[] = [];

	now(): Moment {
		return this.time as Moment;
	}

	date(): Date {
		return new Date(Math.floor(this.wallAhead + this.time));
	}

	/** Somebody sets the wall clock, so many milliseconds ahead or back. Nobody wakes from that. */
	setWallClock(byMs: number): void {
		this.wallAhead += byMs;
	}

	/** The machine is suspended: only the world's time passes, and nobody wakes. */
	suspend(ms: number): void {
		this.setWallClock(ms);
	}

	/** The process gets no time to run: who sleeps meanwhile wakes late, all at one moment. */
	async hang(ms: number): Promise<void> {
		this.time += ms;
		await setImmediate();
		while (this.next && this.next.at <= this.time) await this.wakeNext();
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
