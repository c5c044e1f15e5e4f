import { Noise } from '../market/noise.mts';
import type { StreamFaultKind, StreamFaultSpec } from './streamFaultSpec.mts';
import type { SocketName } from '../stream/topic.mts';

interface Planted {
	spec: StreamFaultSpec;
	seen: number;
	struck: number;
	plantedAt: number;
	noise: Noise;
}

/** How often a data frame is to be sent, how much later (ms), and whether with other content. */
export interface Fate {
	copies: number;
	delayMs: number;
	spoiled?: { data: unknown };
}

/** The faults that last: what becomes of frames, connections and logins. */
export class StreamFaults {
	private planted: Planted[] = [];

	add(spec: StreamFaultSpec): void {
		const noise = new Noise(spec.seed ?? 1);
		this.planted.push({ spec, seen: 0, struck: 0, plantedAt: performance.now(), noise });
	}

	clear(): void {
		this.planted = [];
	}

	list(): { spec: StreamFaultSpec; seen: number; struck: number }[] {
		return this.planted.map(({ spec, seen, struck }) => ({ spec, seen, struck }));
	}

	/** Whether somebody who comes is turned away, and how. */
	refuses(
		kind: 'refuseConnection' | 'refuseLogin',
		socket: SocketName,
	): StreamFaultSpec | undefined {
		return this.strikes([kind], socket)[0]?.spec;
	}

	fateOf(socket: SocketName, topic: string): Fate {
		const fate: Fate = { copies: 1, delayMs: 0 };
		if (this.planted.length === 0) return fate;
		for (const { spec, struck, noise } of this.strikes(
			['lose', 'duplicate', 'delay', 'spoil'],
			socket,
			topic,
		)) {
			if (spec.kind === 'lose') fate.copies = 0;
			else if (spec.kind === 'duplicate') fate.copies *= 2;
			else if (spec.kind === 'spoil') fate.spoiled = { data: spec.data ?? null };
			else fate.delayMs += (spec.ms ?? 0) + (spec.jitterMs ?? 0) * noise.uniform('jitter', struck);
		}
		return fate;
	}

	private strikes(kinds: StreamFaultKind[], socket: SocketName, topic = ''): Planted[] {
		return this.planted.filter(
			(fault) =>
				kinds.includes(fault.spec.kind) &&
				(fault.spec.socket ?? socket) === socket &&
				topic.startsWith(fault.spec.topic ?? '') &&
				isDue(fault),
		);
	}
}

function isDue(fault: Planted): boolean {
	const { skip = 0, times = Infinity, every = 1, probability = 1, forMs = Infinity } = fault.spec;
	if (performance.now() - fault.plantedAt > forMs) return false;
	const turn = ++fault.seen - skip;
	if (turn < 1 || fault.struck >= times || turn % every !== 0) return false;
	if (probability < 1 && fault.noise.uniform('strike', turn) >= probability) return false;
	fault.struck += 1;
	return true;
}
