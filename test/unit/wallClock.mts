/** The wall clock of this process, for tests that set it: `Date` and all that is made of it. */
const RealDate = Date;

let aheadMs = 0;

class SetDate extends RealDate {
	constructor(...parts: unknown[]) {
		if (parts.length === 0) super(SetDate.now());
		else super(...(parts as [number]));
	}

	static override now(): number {
		return RealDate.now() + aheadMs;
	}
}

/** Sets the wall clock so many milliseconds ahead of what it shows, or back; timers do not notice. */
export function setWallClock(byMs: number): void {
	aheadMs += byMs;
	globalThis.Date = SetDate as DateConstructor;
}

/** The true time, in unix milliseconds. */
export const trueTime = (): number => RealDate.now();

export function restoreWallClock(): void {
	aheadMs = 0;
	globalThis.Date = RealDate;
}

const HOUR = 3_600_000;

/** Steps that clocks take: summer time, NTP after a wrong start, a machine without a battery. */
export const STEPS: ReadonlyArray<[what: string, ms: number]> = [
	['an hour back', -HOUR],
	['an hour ahead', HOUR],
	['a year back', -365 * 24 * HOUR],
	['a year ahead', 365 * 24 * HOUR],
];
