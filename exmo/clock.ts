/**
 * Two clocks, and types that keep them apart. Waits, windows, deadlines and back-offs run on the
 * monotonic clock, which is never set. The wall clock may be set at any time, by hand, by NTP, or when
 * a virtual machine resumes: it is for nonces and dates only. Its times are `Date`s, which TypeScript
 * neither compares nor subtracts with numbers.
 */

/**
 * A moment of the monotonic clock, in milliseconds since some start. It means something within this
 * process only, so it is never stored, sent or shown.
 */
export type Moment = number & { readonly clock: 'monotonic' };

/** For everything that lasts or waits; handed in. */
export interface Clock {
	/** Never goes back. It stands still while the machine is suspended. */
	now(): Moment;
	/** May end late (a busy process, a suspended machine), and a millisecond early. */
	sleep(ms: number): Promise<void>;
}

/** For nonces and dates; handed in. */
export interface WallClock {
	/** What this machine takes for the time of day; it may be wrong, and may step either way. */
	date(): Date;
}
