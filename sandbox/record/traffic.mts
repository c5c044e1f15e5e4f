/** Highest number of requests in one second, and of requests under way at one time. */
interface Highest {
	perSecond: number;
	overlap: number;
	writeOverlap: number;
}

interface Party extends Highest {
	recent: number[];
	underWay: number;
	writesUnderWay: number;
}

/** What is counted of the method that was called. */
interface Method {
	path: string;
	writes?: boolean;
}

export interface TrafficReport {
	requests: number;
	endpoints: Record<string, number>;
	/** How often each refusal was answered, by its code. */
	refusals: Record<string, number>;
	/** How often each fault hit a request, by its kind. */
	faults: Record<string, number>;
	keys: Record<string, Highest>;
	addresses: Record<string, Highest>;
}

const WINDOW_MS = 1000;

/** What the exchange saw of its clients: the truth that a client's belief is compared with. */
export class TrafficRecord {
	private requests = 0;
	private endpoints = new Map<string, number>();
	private refusals = new Map<string, number>();
	private faults = new Map<string, number>();
	private keys = new Map<string, Party>();
	private addresses = new Map<string, Party>();

	clear(): void {
		this.requests = 0;
		for (const map of [this.endpoints, this.refusals, this.faults]) map.clear();
		this.keys.clear();
		this.addresses.clear();
	}

	/** A request has come; call what is returned when it is over. */
	begin(method: Method, key: string | undefined, address: string): () => void {
		this.requests += 1;
		count(this.endpoints, method.path);
		const parties = this.parties(key, address);
		for (const party of parties) {
			party.overlap = Math.max(party.overlap, ++party.underWay);
			if (method.writes) {
				party.writeOverlap = Math.max(party.writeOverlap, ++party.writesUnderWay);
			}
		}
		return () => {
			for (const party of parties) {
				party.underWay -= 1;
				if (method.writes) party.writesUnderWay -= 1;
			}
		};
	}

	/** The request is at the exchange's door, where the rate is counted; refused ones count too. */
	arrived(key: string | undefined, address: string): void {
		const now = performance.now();
		for (const party of this.parties(key, address)) {
			party.recent = party.recent.filter((time) => now - time < WINDOW_MS);
			party.recent.push(now);
			party.perSecond = Math.max(party.perSecond, party.recent.length);
		}
	}

	refused(code: number | string | null): void {
		count(this.refusals, String(code ?? 'no code'));
	}

	hit(kind: string): void {
		count(this.faults, kind);
	}

	report(): TrafficReport {
		const highest = (parties: Map<string, Party>) =>
			Object.fromEntries(
				[...parties].map(([name, { perSecond, overlap, writeOverlap }]) => [
					name,
					{ perSecond, overlap, writeOverlap },
				]),
			);
		return {
			requests: this.requests,
			endpoints: Object.fromEntries(this.endpoints),
			refusals: Object.fromEntries(this.refusals),
			faults: Object.fromEntries(this.faults),
			keys: highest(this.keys),
			addresses: highest(this.addresses),
		};
	}

	private parties(key: string | undefined, address: string): Party[] {
		const of = (parties: Map<string, Party>, name: string): Party => {
			const known = parties.get(name);
			if (known) return known;
			const party: Party = {
				perSecond: 0,
				overlap: 0,
				writeOverlap: 0,
				recent: [],
				underWay: 0,
				writesUnderWay: 0,
			};
			parties.set(name, party);
			return party;
		};
		return [of(this.addresses, address), ...(key ? [of(this.keys, key)] : [])];
	}
}

const count = (counts: Map<string, number>, name: string) =>
	counts.set(name, (counts.get(name) ?? 0) + 1);
