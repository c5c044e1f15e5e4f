/** Where the exchange takes its time from: milliseconds since 1970, UTC. */
export interface Clock {
	now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved: for tests and for runs that repeat exactly. */
export class ManualClock implements Clock {
	private time: number;

	constructor(startMs: number) {
		this.time = startMs;
	}

	now(): number {
		return this.time;
	}

	/** Moves the clock forward by so many milliseconds. */
	advance(ms: number): void {
		if (!(ms >= 0)) throw new RangeError('A clock only moves forward.');
		this.time += ms;
	}
}

/** A clock that runs with the system's, but started at another moment. */
export function clockStartingAt(startMs: number): Clock {
	const began = performance.now();
	return { now: () => Math.floor(startMs + performance.now() - began) };
}

/** Unix seconds, as most of EXMO's fields have them (exmo-api/REST.md 1.8). */
export const seconds = (ms: number): number => Math.floor(ms / 1000);
