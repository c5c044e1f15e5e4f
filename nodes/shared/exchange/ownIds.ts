/**
 * The latest ids that EXMO gave to requests of this process, by what was asked for: a search for one
 * request must not take another for it that asked for just the same.
 */
const MAX_KEYS = 10_000;
/** A search reads the latest hundred or so of each list, and those since the request was sent. */
const MAX_IDS = 1000;

export class OwnIds {
	private readonly ids = new Map<string, Set<string>>();

	/** Notes an ID that a request of this kind was given. */
	add(key: string, id: string): void {
		const ids = this.entry(key);
		ids.add(id);
		if (ids.size > MAX_IDS) ids.delete(ids.values().next().value ?? '');
	}

	/** The ids of requests of this kind. */
	of(key: string): ReadonlySet<string> {
		return this.entry(key);
	}

	private entry(key: string): Set<string> {
		const found = this.ids.get(key) ?? new Set<string>();
		this.ids.delete(key); // to the end: the longest unused is forgotten first
		this.ids.set(key, found);
		if (this.ids.size > MAX_KEYS) this.ids.delete(this.ids.keys().next().value ?? '');
		return found;
	}
}
