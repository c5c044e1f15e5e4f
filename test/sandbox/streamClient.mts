import Base64 from 'crypto-js/enc-base64.js';
import HmacSHA512 from 'crypto-js/hmac-sha512.js';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Sandbox } from '../../sandbox/server.mts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Frame = any;

export const SOCKETS = {
	public: '/v1/public',
	private: '/v1/private',
	margin: '/v1/margin/private',
} as const;

/** The signature of a login by crypto-js, which shares no code with the sandbox. */
export const loginSign = (key: string, secret: string, nonce: string): string =>
	HmacSHA512(key + nonce, secret).toString(Base64);

/** A WebSocket client that keeps every frame and every ping, and can wait for what is to come. */
export class StreamClient {
	readonly frames: Frame[] = [];
	readonly socket: WebSocket;
	pings = 0;
	/** Settles when the connection has ended. */
	readonly closed: Promise<{ code: number; reason: string }>;
	private read = 0;
	private readonly waiting = new Set<() => void>();

	constructor(url: string) {
		this.socket = new WebSocket(url, { perMessageDeflate: true });
		this.socket.on('message', (raw) => {
			this.frames.push(JSON.parse(String(raw)));
			this.wake();
		});
		this.socket.on('ping', () => {
			this.pings += 1;
			this.wake();
		});
		this.socket.on('error', () => {});
		this.closed = new Promise((resolve) =>
			this.socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
		);
	}

	/** A connection that has been greeted. */
	static async open(sandbox: Sandbox, name: keyof typeof SOCKETS): Promise<StreamClient> {
		const client = new StreamClient(sandbox.url.replace('http', 'ws') + SOCKETS[name]);
		await once(client.socket, 'open');
		await client.next((frame) => frame.event === 'info');
		return client;
	}

	send(command: unknown): void {
		this.socket.send(typeof command === 'string' ? command : JSON.stringify(command));
	}

	/** The next frame that fits, of those not yet looked at. */
	async next(fits: (frame: Frame) => boolean = () => true): Promise<Frame> {
		for (;;) {
			while (this.read < this.frames.length) {
				const frame = this.frames[this.read++];
				if (fits(frame)) return frame;
			}
			await this.change();
		}
	}

	async ping(): Promise<void> {
		const before = this.pings;
		while (this.pings === before) await this.change();
	}

	/** Logs in and gives the answer. */
	async logIn(
		{ key, secret }: { key: string; secret: string },
		nonce: string,
		sign = loginSign(key, secret, nonce),
	): Promise<Frame> {
		this.send(`{"id":7,"method":"login","api_key":"${key}","sign":"${sign}","nonce":${nonce}}`);
		return await this.next(({ id }) => id === 7);
	}

	/** Subscribes to one topic and gives the acknowledgement. */
	async subscribe(topic: string): Promise<Frame> {
		this.send({ id: 1, method: 'subscribe', topics: [topic] });
		return await this.next((frame) => frame.id === 1);
	}

	end(): void {
		this.socket.terminate();
	}

	private async change(): Promise<void> {
		await new Promise<void>((resolve) => this.waiting.add(resolve));
	}

	private wake(): void {
		for (const resolve of this.waiting) resolve();
		this.waiting.clear();
	}
}
