import { Noise } from '../market/noise.mts';
import { canLag } from '../exchange/past.mts';
import type { Method } from '../http/method.mts';
import type { FaultSpec } from './faultSpec.mts';

interface Planted {
	id: number;
	spec: FaultSpec;
	/** Requests it was asked about, and those it struck. */
	seen: number;
	struck: number;
	plantedAt: number;
	noise: Noise;
}

/** A fault that strikes a request; `draw` gives numbers in [0, 1) of its own seed. */
export interface Strike {
	spec: FaultSpec;
	draw(name: string): number;
}

/** The faults that were asked for, and when each of them strikes. */
export class Faults {
	private planted: Planted[] = [];
	private lastId = 0;

	/** Plants a fault and returns its id. */
	add(spec: FaultSpec): number {
		const noise = new Noise(spec.seed ?? 1);
		const plantedAt = performance.now();
		this.planted.push({ id: ++this.lastId, spec, seen: 0, struck: 0, plantedAt, noise });
		return this.lastId;
	}

	/** Takes one out, or all of them. */
	clear(id?: number): void {
		this.planted = id === undefined ? [] : this.planted.filter((fault) => fault.id !== id);
	}

	list(): { id: number; seen: number; struck: number; spec: FaultSpec }[] {
		return this.planted.map(({ id, seen, struck, spec }) => ({ id, seen, struck, spec }));
	}

	/** What strikes the next request of a method. Every call counts as one request. */
	strike(method: Method, newConnection: boolean): Strike[] {
		return this.planted
			.filter((fault) => concerns(fault, method, newConnection) && this.isDue(fault))
			.map((fault) => {
				const turn = ++fault.struck;
				return { spec: fault.spec, draw: (name) => fault.noise.uniform(name, turn) };
			});
	}

	private isDue(fault: Planted): boolean {
		const { skip = 0, times = Infinity, every = 1, probability = 1 } = fault.spec;
		const turn = ++fault.seen - skip;
		if (turn < 1 || fault.struck >= times || turn % every !== 0) return false;
		return probability === 1 || fault.noise.uniform('strike', turn) < probability;
	}
}

function concerns(
	{ spec, plantedAt }: Planted,
	{ path, writes = false }: Method,
	newConnection: boolean,
): boolean {
	if (spec.kind === 'connectionLatency' && !newConnection) return false;
	if (spec.kind === 'lag' && !canLag(path)) return false;
	const age = performance.now() - plantedAt - (spec.afterMs ?? 0);
	if (age < 0 || age > (spec.forMs ?? Infinity)) return false;
	return (spec.endpoints?.includes(path) ?? true) && (writes || !spec.writesOnly);
}
