/** The wall clock of this process, set forward and back while everything runs. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../sandbox/exchange/clock.mts';
import { Random } from './random.mts';

const trueNow = Date.now;
const began = { wallMs: trueNow(), steadyMs: performance.now() };

/** What the wall clock would show if nobody had touched it: for the exchange, whose clock is right. */
export const rightClock: Clock = {
	now: () => Math.floor(began.wallMs + performance.now() - began.steadyMs),
};

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
const OFFSETS_MS = [0, 0, HOUR_MS, -HOUR_MS, YEAR_MS, -YEAR_MS];

/** Sets `Date.now` of this process to another time every few seconds. @returns ends it */
export function stepWallClock(seed: number): () => void {
	const random = new Random(seed);
	const ending = new AbortController();
	const step = async () => {
		for (;;) {
			await sleep(random.between(1_000, 6_000), undefined, {
				signal: ending.signal,
				ref: false,
			});
			const offsetMs = random.one(OFFSETS_MS);
			Date.now = () => trueNow() + offsetMs;
		}
	};
	step().catch(() => (Date.now = trueNow)); // aborted
	return () => ending.abort();
}
