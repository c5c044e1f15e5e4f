/** EXMO's figure: requests in any second, per key and per address (exmo-api/REST.md 1.5). */
export const REQUESTS_PER_SECOND = 10;

const WINDOW_MS = 1000;

/** Counts requests over the last second, per name. Refused ones do not count against the limit. */
export class RateLimit {
	private readonly max: number;
	private readonly accepted = new Map<string, number[]>();

	constructor(max: number) {
		this.max = max;
	}

	/** Whether a request of this key or address may pass at a moment (ms of a steady clock). */
	admit(name: string, atMs: number): boolean {
		const recent = (this.accepted.get(name) ?? []).filter((time) => atMs - time < WINDOW_MS);
		const admitted = recent.length < this.max;
		if (admitted) recent.push(atMs);
		this.accepted.set(name, recent);
		return admitted;
	}
}
