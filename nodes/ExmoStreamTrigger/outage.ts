/**
 * How long there has been no stream, and what n8n's log is told of it: a drop that is over a moment
 * later is not worth a line, one that lasts is said once, then at growing distances, and when it is over.
 */

/** A stream that was there once may drop: so many tries in a row have to fail before it is said. */
const QUIET_TRIES = 1;
/** From the first line of an outage to the second; then each distance is so many times as long. */
const AGAIN_MS = 60_000;
const GROWTH = 4;
const MAX_DISTANCE_MS = 6 * 3_600_000;
/** After so long a person should see it without reading logs. */
const LONG_MS = 300_000;

export interface OutageOptions {
	/** Milliseconds on a clock that never steps. */
	now(): number;
	/** No stream, and none in sight. */
	warn(text: string): void;
	/** It is back. */
	info(text: string): void;
	/** Once an outage, when it has become long. */
	onLong(reason: string): void;
}

/** 40 s, 3 minutes, 5 hours. */
function lengthOf(ms: number): string {
	const seconds = Math.round(ms / 1000);
	if (seconds < 90) return `${seconds} s`;
	const minutes = Math.round(seconds / 60);
	return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}

export class Outage {
	private readonly options: OutageOptions;
	private wasThere = false;
	private since: number | undefined;
	private tries = 0;
	private sayAt = -Infinity;
	private distance = AGAIN_MS;
	private hasSaid = false;
	private wasLong = false;

	constructor(options: OutageOptions) {
		this.options = options;
	}

	/** Milliseconds without a stream; 0 while there is one. */
	get lasts(): number {
		return this.since === undefined ? 0 : this.options.now() - this.since;
	}

	/** The connection is gone, or another try has failed. */
	lost(reason: string): void {
		const now = this.options.now();
		this.since ??= now;
		this.tries += 1;
		if (this.wasThere && this.tries <= QUIET_TRIES) return;
		if (now >= this.sayAt) {
			const length = this.lasts < 1000 ? '' : ` for ${lengthOf(this.lasts)}`;
			this.options.warn(`no stream${length}: ${reason}. It goes on trying.`);
			this.hasSaid = true;
			this.sayAt = now + this.distance;
			this.distance = Math.min(this.distance * GROWTH, MAX_DISTANCE_MS);
		}
		if (this.lasts >= LONG_MS && !this.wasLong) {
			this.wasLong = true;
			this.options.onLong(reason);
		}
	}

	/** The stream is there, and everything that was missed has been seen to. */
	back(): void {
		if (this.hasSaid) this.options.info(`the stream is back after ${lengthOf(this.lasts)}.`);
		this.wasThere = true;
		this.since = undefined;
		this.tries = 0;
		this.sayAt = -Infinity;
		this.distance = AGAIN_MS;
		this.hasSaid = false;
		this.wasLong = false;
	}
}
