/** When to retry: exponential with jitter, for ever (exmo-api/WEBSOCKET.md 5). */

const FIRST_MS = 1000;
const MAX_MS = 60_000;
/** A connection that was live for so long was a good one: the next pause is a short one again. */
const GOOD_MS = 2000;
/** One that was live for a moment only: EXMO lets in, but something is wrong; pauses grow this far. */
const BRIEF_FAILURES = 2;

export class Backoff {
	private readonly random: () => number;
	private failures = 0;

	/** @param random gives numbers in [0, 1) */
	constructor(random: () => number) {
		this.random = random;
	}

	/** How long to wait before the next try, in milliseconds: half of it for certain, half by chance. */
	pause(): number {
		const longest = Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(this.failures, 16));
		this.failures += 1;
		return longest / 2 + (longest / 2) * this.random();
	}

	/** A connection has ended that was live for so many milliseconds. */
	lived(ms: number): void {
		this.failures = ms >= GOOD_MS ? 0 : Math.min(this.failures, BRIEF_FAILURES);
	}
}
