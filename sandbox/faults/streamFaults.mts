import type { SocketName } from '../wire/sockets.mts';
import { Planted } from './schedule.mts';
import type { StreamFaultKind, StreamFaultSpec } from './streamFaultSpec.mts';

/** What the faults do to a data frame: how often and how much later it is sent, with what content. */
export interface FrameHit {
	copies: number;
	delayMs: number;
	spoiled?: { data: unknown };
}

/** The faults that last: what becomes of frames, connections and logins. */
export class StreamFaults {
	private planted: Planted<StreamFaultSpec>[] = [];

	add(spec: StreamFaultSpec): void {
		this.planted.push(new Planted(spec));
	}

	clear(): void {
		this.planted = [];
	}

	list(): { spec: StreamFaultSpec; seen: number; hits: number }[] {
		return this.planted.map(({ spec, seen, hits }) => ({ spec, seen, hits }));
	}

	/** Whether a new connection is refused, and how. */
	refuses(
		kind: 'refuseConnection' | 'refuseLogin',
		socket: SocketName,
	): StreamFaultSpec | undefined {
		return this.next([kind], socket)[0]?.spec;
	}

	/** What hits the next data frame of a topic. */
	nextFrame(socket: SocketName, topic: string): FrameHit {
		const hit: FrameHit = { copies: 1, delayMs: 0 };
		if (this.planted.length === 0) return hit;
		for (const fault of this.next(['lose', 'duplicate', 'delay', 'spoil'], socket, topic)) {
			const { kind, ms = 0, jitterMs = 0, data = null } = fault.spec;
			if (kind === 'lose') hit.copies = 0;
			else if (kind === 'duplicate') hit.copies *= 2;
			else if (kind === 'spoil') hit.spoiled = { data };
			else hit.delayMs += ms + jitterMs * fault.draw('jitter', fault.hits);
		}
		return hit;
	}

	private next(
		kinds: StreamFaultKind[],
		socket: SocketName,
		topic = '',
	): Planted<StreamFaultSpec>[] {
		return this.planted.filter(
			(fault) =>
				kinds.includes(fault.spec.kind) &&
				(fault.spec.socket ?? socket) === socket &&
				topic.startsWith(fault.spec.topic ?? '') &&
				fault.isActive() &&
				fault.hitsNext(),
		);
	}
}
