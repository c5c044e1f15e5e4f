/**
 * Polls of one trigger that overlap. n8n may begin one while another is under way, and may give each a
 * copy of its own of what was remembered (N8N_POLLER_DURABLE_CURSORS_ENABLED): both would find the same
 * events. Within this process only one works; the other leaves it at that, and the next poll finds
 * whatever it would have found.
 */

/**
 * n8n writes down what a poll has remembered after that poll is over. A copy that is older than what
 * was remembered so short a time ago was taken before that; later on, it means that n8n could not
 * write it down, and wants the same events once more.
 */
const WRITING_MS = 10_000;

interface Last {
	/** memory.ts `revisionOf` */
	readonly revision: number;
	readonly at: number;
}

export class Overlap {
	private readonly now: () => number;
	private readonly underWay = new Set<string>();
	/** What the latest poll of each watch has led to; none older than `WRITING_MS` is kept. */
	private readonly last = new Map<string, Last>();

	/** @param now milliseconds on a clock that never steps */
	constructor(now: () => number) {
		this.now = now;
	}

	/**
	 * Runs the poll, unless another one has found, or is about to find, what it would find.
	 * @param watch which trigger of which workflow, and what it watches
	 * @param revision how often the state of this watch has changed: before the poll, and after it
	 * @returns null when it was left to the other one
	 */
	async exclusively<T>(
		watch: string,
		revision: () => number,
		poll: () => Promise<T>,
	): Promise<T | null> {
		// A first poll finds nothing, and what follows counts from its moment on
		const isFirst = revision() === 0;
		if (!isFirst) {
			if (this.underWay.has(watch) || revision() < this.lastRevision(watch)) return null;
			this.underWay.add(watch);
		}
		try {
			const found = await poll();
			this.note(watch, revision());
			return found;
		} finally {
			if (!isFirst) this.underWay.delete(watch);
		}
	}

	private lastRevision(watch: string): number {
		this.forget();
		return this.last.get(watch)?.revision ?? 0;
	}

	private note(watch: string, revision: number): void {
		this.forget();
		this.last.set(watch, { revision, at: this.now() });
	}

	private forget(): void {
		const oldest = this.now() - WRITING_MS;
		for (const [watch, { at }] of this.last) if (at <= oldest) this.last.delete(watch);
	}
}
