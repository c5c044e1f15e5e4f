/**
 * The latest ids that EXMO gave to requests of this process, by what was asked for: a search for one
 * request must not take another for it that asked for just the same.
 */
const MOST_KEYS = 10_000;

export class OwnIds {
	private readonly ids = new Map<string, Set<string>>();

	/** The ids of requests of this kind, to look at and to add to. */
	of(key: string): Set<string> {
		const found = this.ids.get(key) ?? new Set<string>();
		this.ids.delete(key); // to the end: the longest unused is forgotten first
		this.ids.set(key, found);
		if (this.ids.size > MOST_KEYS) this.ids.delete(this.ids.keys().next().value ?? '');
		return found;
	}
}
