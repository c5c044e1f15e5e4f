/** Lines in n8n's log that may be many: a few a minute, the others are counted. */

const MAX_A_MINUTE = 5;
const MINUTE_MS = 60_000;

export class ThrottledLog {
	private readonly line: (text: string) => void;
	private readonly now: () => number;
	private minuteBegan = -Infinity;
	private written = 0;
	private leftOut = 0;

	/** @param now milliseconds on a clock that never steps */
	constructor(line: (text: string) => void, now: () => number) {
		this.line = line;
		this.now = now;
	}

	write(text: string): void {
		const now = this.now();
		if (now - this.minuteBegan >= MINUTE_MS) {
			this.minuteBegan = now;
			this.written = 0;
		}
		if (this.written >= MAX_A_MINUTE) {
			this.leftOut += 1;
			return;
		}
		this.written += 1;
		const more = this.leftOut > 0 ? ` (${this.leftOut} more before this were not logged)` : '';
		this.leftOut = 0;
		this.line(text + more);
	}
}
