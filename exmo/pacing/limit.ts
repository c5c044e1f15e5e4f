/**
 * How many requests may leave in a second: EXMO's figure, halved when the exchange refuses all the
 * same (somebody shares the limit), and rising again slowly. Every time in here is one of the
 * monotonic clock, in milliseconds.
 */

/** What EXMO allows a key, and an address, in any rolling second (exmo-api/REST.md 1.5). */
export const REQUESTS_PER_SECOND = 10;

/** A second and an allowance for network jitter. */
const WINDOW_MS = 1030;
/** The most that one slow answer holds the others up. */
const MAX_DELAY_MS = 500;
const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 60_000;
/**
 * How long after the last refusal the figure begins to rise, and how long each step takes. Whoever
 * shares the limit for good is asked too much by each rise, so it is a rare one.
 */
const QUIET_MS = 120_000;
const STEP_MS = 10_000;

/** A request that has left, and how long its answer took, once it is there. */
interface Departure {
	readonly at: number;
	roundTripMs?: number;
}

/** At most `allowed` departures in any window, adapting to refusals. */
export class RateLimit {
	private readonly departures: Departure[] = [];
	private allowed = REQUESTS_PER_SECOND;
	private pausedUntil = -Infinity;
	private refusedAt = -Infinity;
	private raisedAt = -Infinity;
	private refusalsInARow = 0;

	/** When the next request may leave: a time that may lie in the past. */
	nextDeparture(now: number): number {
		this.recover(now);
		const tenthLast = this.departures.at(-this.allowed);
		if (!tenthLast) return this.pausedUntil;
		const freed = tenthLast.at + this.delayOf(tenthLast) + WINDOW_MS;
		return Math.max(this.pausedUntil, freed);
	}

	/**
	 * How much later than others a request may have arrived: the exchange counts arrivals. An answer that
	 * took longer than the quickest of late may have lost that time on the way there, as the first request
	 * of a process does, whose code is cold.
	 */
	private delayOf({ roundTripMs }: Departure): number {
		if (roundTripMs === undefined) return 0;
		const quickest = Math.min(...this.departures.map((one) => one.roundTripMs ?? Infinity));
		return Math.min(roundTripMs - quickest, MAX_DELAY_MS);
	}

	/** The even distance between departures, for requests whose order of arrival matters. */
	get spacing(): number {
		return WINDOW_MS / this.allowed;
	}

	/** The least that so many departures take: they may leave in bursts. */
	minTime(departures: number): number {
		return Math.floor(departures / this.allowed) * WINDOW_MS;
	}

	depart(now: number): Departure {
		const departure: Departure = { at: now };
		this.departures.push(departure);
		if (this.departures.length > REQUESTS_PER_SECOND) this.departures.shift();
		return departure;
	}

	/** The exchange refused a request that left at `departedAt` as one too many. */
	refused(departedAt: number, now: number, retryAfterMs: number | undefined): void {
		// Requests that left before the figure fell say nothing new
		if (departedAt > this.refusedAt) {
			this.allowed = Math.max(1, Math.floor(this.allowed / 2));
			this.refusalsInARow += 1;
			this.refusedAt = now;
		}
		const grown = FIRST_PAUSE_MS * 2 ** (this.refusalsInARow - 1);
		const pause = retryAfterMs ?? Math.min(grown, MAX_PAUSE_MS);
		this.pausedUntil = Math.max(this.pausedUntil, now + pause);
	}

	/** The exchange took a request that left at `departedAt`; one from before a refusal says nothing new. */
	accepted(departedAt: number): void {
		if (departedAt > this.refusedAt) this.refusalsInARow = 0;
	}

	private recover(now: number): void {
		while (
			this.allowed < REQUESTS_PER_SECOND &&
			now >= Math.max(this.refusedAt + QUIET_MS, this.raisedAt + STEP_MS)
		) {
			this.allowed += 1;
			this.raisedAt = Math.max(this.refusedAt + QUIET_MS, this.raisedAt + STEP_MS);
		}
	}
}
