import type { FaultHit } from '../faults/faults.mts';
import type { FaultSpec } from '../faults/faultSpec.mts';

/** One request as it arrived, and what became of it. */
export interface LoggedRequest {
	/** When it was at the exchange's door, unix milliseconds with a fraction. */
	readonly atMs: number;
	readonly endpoint: string;
	/** The API key, also one that is not known. */
	readonly key?: string;
	/** Its form fields, without the nonce and without gift codes. */
	readonly fields: Readonly<Record<string, string>>;
	/** The faults that hit it. */
	readonly faults: readonly FaultSpec[];
	/** The codes of its refusals: none, one, or two for a request that arrived twice. */
	readonly refusals: string[];
}

/** Enough for every run of ours; the oldest go first. */
const MAX_REQUESTS = 100_000;

/** Every request one by one, for who asks when they came and which fault hit which order. */
export class RequestLog {
	private requests: LoggedRequest[] = [];

	clear(): void {
		this.requests = [];
	}

	/** Notes a request; its refusals are added to what is returned. */
	note(
		{ path }: { path: string },
		{ key, body }: { key?: string; body: Buffer },
		hits: readonly FaultHit[],
	): LoggedRequest {
		const fields = new URLSearchParams(body.toString());
		for (const name of ['nonce', 'code']) fields.delete(name);
		const noted: LoggedRequest = {
			atMs: performance.timeOrigin + performance.now(),
			endpoint: path,
			key,
			fields: Object.fromEntries(fields),
			faults: hits.map(({ spec }) => spec),
			refusals: [],
		};
		this.requests.push(noted);
		if (this.requests.length > MAX_REQUESTS) this.requests.splice(0, MAX_REQUESTS / 10);
		return noted;
	}

	/** From the oldest to the newest. */
	list(): readonly LoggedRequest[] {
		return this.requests;
	}
}
