/**
 * The stream in the real world: does what exmo/stream/connection/connection.ts wants, with the WebSocket that
 * Node brings and n8n's `sleep` as the only timer.
 */
import { sleep } from 'n8n-workflow';

import type { Moment } from '../../exmo/clock';
import { ExmoError } from '../../exmo/errors/errors';
import { learnUsedNonce, nextNonce } from '../../exmo/api/nonce';
import type { Slot } from '../../exmo/pacing/queue';
import { signLogin } from '../../exmo/api/signing';
import type { Action } from '../../exmo/stream/connection/action';
import { StreamConnection } from '../../exmo/stream/connection/connection';
import type { DataFrame } from '../../exmo/stream/connection/frames';
import type { ExmoClient } from '../shared/exchange/client';
import { clock } from '../shared/exchange/clock';
import { toExmoError } from './errors';
import type { Lifetime } from './lifetime';

/** A login that waits longer would come too late for EXMO's 30 seconds. */
const LOGIN_SLOT_MS = 20_000;

export interface SessionOptions {
	readonly client: ExmoClient;
	/** Address of the socket. */
	readonly url: string;
	/** Full names. */
	readonly topics: readonly string[];
	/** Of the topic, where it has two names. */
	readonly otherName?: string;
	readonly needsLogin: boolean;
	/** At its end the session ends, at whatever point it is. */
	readonly life: Lifetime;
}

/** Called with what the connection brings. */
export interface SessionListener {
	/** A new connection is being opened. */
	connecting(): void;
	/** The connection is gone, or could not be made; it is retried. */
	lost(reason: string): void;
	/**
	 * Everything is subscribed.
	 * @param gapSince when EXMO was last heard of before the gap; undefined the first time
	 */
	live(gapSince: Moment | undefined): void;
	frame(frame: DataFrame): void;
	/** It is over, for a reason that a person has to see to. */
	failed(error: ExmoError): void;
}

export class StreamSession {
	private readonly options: SessionOptions;
	private readonly connection: StreamConnection;
	private listener?: SessionListener;
	private socket?: WebSocket;
	private slot?: Slot;
	private sleepsUntil = Infinity;
	private lastHeard = clock.now();
	private gapSince: Moment | undefined;

	constructor(options: SessionOptions) {
		this.options = options;
		const { topics, otherName, needsLogin } = options;
		this.connection = new StreamConnection({ topics, otherName, needsLogin, random: Math.random });
	}

	start(listener: SessionListener): void {
		const { life } = this.options;
		if (life.isOver) return;
		this.listener = listener;
		life.onEnd(() => {
			this.carryOut(this.connection.stop());
			this.releaseSlot();
		});
		this.carryOut(this.connection.start(clock.now()));
	}

	/** Opens a new connection because what this one sends can no longer be made sense of. */
	renew(reason: string): void {
		this.carryOut(this.connection.renew(reason, clock.now()));
	}

	private get signal(): AbortSignal {
		return this.options.life.signal;
	}

	private carryOut(actions: readonly Action[]): void {
		for (const action of actions) {
			switch (action.do) {
				case 'connect':
					this.connect();
					break;
				case 'sign':
					void this.sign();
					break;
				case 'releaseSlot':
					this.releaseSlot(action.error);
					break;
				case 'send':
					this.socket?.send(action.text);
					break;
				case 'close':
					this.disconnect();
					break;
				case 'live':
					this.listener?.live(action.missed ? (this.gapSince ?? this.lastHeard) : undefined);
					this.gapSince = undefined;
					break;
				case 'emit':
					this.listener?.frame(action.frame);
					break;
				case 'lost':
					this.gapSince ??= this.lastHeard; // tries that fail are part of the same gap
					this.listener?.lost(action.reason);
					break;
				case 'fail':
					this.listener?.failed(action.error);
			}
		}
		this.sleepUntil(this.connection.wakeAt);
	}

	private connect(): void {
		this.disconnect();
		if (this.signal.aborted) return; // ended by what was told just before
		this.listener?.connecting();
		const socket = new WebSocket(this.options.url);
		this.socket = socket;
		const whenCurrent =
			<Event>(handle: (event: Event) => Action[]) =>
			(event: Event) => {
				if (this.socket === socket) this.carryOut(handle(event));
			};
		socket.onopen = whenCurrent(() => this.connection.opened(clock.now()));
		socket.onmessage = whenCurrent(({ data }: { data: unknown }) => {
			this.lastHeard = clock.now();
			return this.connection.received(String(data), this.lastHeard);
		});
		// `error` says nothing that `close`, which always follows, does not say
		socket.onclose = whenCurrent(({ reason }: { reason: string }) => {
			this.socket = undefined;
			return this.connection.closed(reason, clock.now());
		});
	}

	private disconnect(): void {
		const { socket } = this;
		this.socket = undefined;
		socket?.close();
	}

	/** Takes a slot, so that no request of the key overtakes the login's nonce, and logs in. */
	private async sign(): Promise<void> {
		const { client } = this.options;
		const { socket } = this;
		try {
			const slot = await client.loginSlot(LOGIN_SLOT_MS, this.signal);
			if (this.socket !== socket || socket === undefined) return slot.release();
			this.slot = slot;
			const { apiKey } = client.account;
			const nonce = nextNonce(apiKey);
			const sign = signLogin(client.account, nonce);
			this.carryOut(this.connection.signed({ apiKey, sign, nonce }, clock.now()));
		} catch (error) {
			this.releaseSlot();
			if (this.socket !== socket || this.signal.aborted) return;
			this.carryOut(this.connection.notSigned(toExmoError(error), clock.now()));
		}
	}

	private releaseSlot(error?: ExmoError): void {
		const { slot } = this;
		this.slot = undefined;
		const used = error?.details.usedNonce;
		if (used !== undefined) learnUsedNonce(this.options.client.account.apiKey, used);
		slot?.release(error?.details.kind === 'rateLimit' ? error.details : undefined);
	}

	/** One sleep at a time is enough: after an early one the connection says anew until when. */
	private sleepUntil(at: number): void {
		if (at >= this.sleepsUntil || at === Infinity || this.signal.aborted) return;
		this.sleepsUntil = at;
		const woke = () => {
			if (this.sleepsUntil !== at || this.signal.aborted) return;
			this.sleepsUntil = Infinity;
			this.carryOut(this.connection.woke(clock.now()));
		};
		sleep(Math.max(1, at - clock.now()), this.signal).then(woke, () => {});
	}
}
