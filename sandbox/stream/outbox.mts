import type { WebSocket } from 'ws';
import { toJson } from '../wire/json.mts';
import type { StreamFaults } from '../faults/streamFaults.mts';
import type { Frame } from './frames.mts';
import type { SocketName } from '../wire/sockets.mts';

/** The way out of one connection: frames leave in their order, with what the faults do to them. */
export class Outbox {
	/** Frames that have left. */
	sent = 0;
	private readonly socket: WebSocket;
	private readonly name: SocketName;
	private readonly faults: StreamFaults;
	private readonly late: { text: string; at: number }[] = [];
	private waiting: NodeJS.Timeout | undefined;
	private isShut = false;

	constructor(socket: WebSocket, name: SocketName, faults: StreamFaults) {
		this.socket = socket;
		this.name = name;
		this.faults = faults;
	}

	/** A frame that no fault touches: greeting, acknowledgement, error. */
	send(frame: Frame): void {
		this.queue(toJson(frame), 0);
	}

	/** A frame of a topic. */
	sendData(topic: string, frame: Frame): void {
		const { copies, delayMs, spoiled } = this.faults.nextFrame(this.name, topic);
		if (copies === 0) return;
		const text = toJson({ ...frame, ...spoiled });
		for (let copy = 0; copy < copies; copy++) this.queue(text, delayMs);
	}

	/** Nothing leaves any more. */
	shut(): void {
		this.isShut = true;
		clearTimeout(this.waiting);
	}

	private queue(text: string, delayMs: number): void {
		const before = this.late.at(-1);
		if (delayMs === 0 && !before) return this.leave(text);
		const at = Math.max(performance.now() + delayMs, before?.at ?? 0);
		this.late.push({ text, at });
		if (!before) this.wait();
	}

	private wait(): void {
		const next = this.late[0];
		if (!next || this.isShut) return;
		this.waiting = setTimeout(
			() => {
				this.late.shift();
				this.leave(next.text);
				this.wait();
			},
			Math.max(0, next.at - performance.now()),
		);
	}

	private leave(text: string): void {
		if (this.isShut || this.socket.readyState !== this.socket.OPEN) return;
		this.sent += 1;
		this.socket.send(text);
	}
}
