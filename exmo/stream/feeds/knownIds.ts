/** Which IDs have been seen, in bounded memory: what is older than the memory counts as seen. */
const MAX_IDS = 2000;

export class KnownIds {
	private readonly ids = new Set<string>();
	private floor = -1n;

	has(id: string): boolean {
		return this.ids.has(id) || BigInt(id) <= this.floor;
	}

	/** Remembers an ID; false when it was known. */
	add(id: string): boolean {
		if (this.has(id)) return false;
		this.ids.add(id);
		if (this.ids.size > MAX_IDS) {
			const [oldest] = this.ids;
			this.ids.delete(oldest);
			if (BigInt(oldest) > this.floor) this.floor = BigInt(oldest);
		}
		return true;
	}
}
