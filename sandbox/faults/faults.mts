import { canLag } from '../exchange/past.mts';
import type { FaultSpec } from './faultSpec.mts';
import { Planted } from './schedule.mts';

/** What a fault has to know of the method that was called. */
interface Method {
	path: string;
	writes?: boolean;
}

/** A fault that hits a request; `draw` gives numbers in [0, 1) of its own seed. */
export interface FaultHit {
	spec: FaultSpec;
	draw(name: string): number;
}

/** The faults that were asked for, and which requests each of them hits. */
export class Faults {
	private planted = new Map<number, Planted<FaultSpec>>();
	private lastId = 0;

	/** Plants a fault and returns its id. */
	add(spec: FaultSpec): number {
		this.planted.set(++this.lastId, new Planted(spec));
		return this.lastId;
	}

	/** Takes one out, or all of them. */
	clear(id?: number): void {
		if (id === undefined) this.planted.clear();
		else this.planted.delete(id);
	}

	list(): { id: number; seen: number; hits: number; spec: FaultSpec }[] {
		return [...this.planted].map(([id, { seen, hits, spec }]) => ({ id, seen, hits, spec }));
	}

	/** What hits the next request of a method. Every call counts as one request. */
	next(method: Method, newConnection: boolean): FaultHit[] {
		return [...this.planted.values()]
			.filter((fault) => concerns(fault, method, newConnection) && fault.hitsNext())
			.map((fault) => {
				const { spec, hits } = fault;
				return { spec, draw: (name) => fault.draw(name, hits) };
			});
	}
}

function concerns(
	fault: Planted<FaultSpec>,
	{ path, writes = false }: Method,
	newConnection: boolean,
): boolean {
	const { kind, endpoints, writesOnly } = fault.spec;
	if (kind === 'connectionLatency' && !newConnection) return false;
	if (kind === 'lag' && !canLag(path)) return false;
	return fault.isActive() && (endpoints?.includes(path) ?? true) && (writes || !writesOnly);
}
