/** Lines in n8n's log about what could not be read: a few a minute, the others are counted. */

const MOST_A_MINUTE = 5;
const MINUTE_MS = 60_000;

export class Complaints {
	private readonly log: (text: string) => void;
	private readonly now: () => number;
	private minuteBegan = -Infinity;
	private said = 0;
	private unsaid = 0;

	/** @param now milliseconds on a clock that never steps */
	constructor(log: (text: string) => void, now: () => number) {
		this.log = log;
		this.now = now;
	}

	say(text: string): void {
		const now = this.now();
		if (now - this.minuteBegan >= MINUTE_MS) {
			this.minuteBegan = now;
			this.said = 0;
		}
		if (this.said >= MOST_A_MINUTE) {
			this.unsaid += 1;
			return;
		}
		this.said += 1;
		const more = this.unsaid > 0 ? ` (${this.unsaid} more before this were not logged)` : '';
		this.unsaid = 0;
		this.log(text + more);
	}
}
