import { randomUUID } from 'node:crypto';
import { isLosslessNumber, parse } from 'lossless-json';
import type { WebSocket } from 'ws';
import type { Account } from '../exchange/accounts.mts';
import type { Exchange } from '../exchange/exchange.mts';
import type { StreamFaults } from '../faults/streamFaults.mts';
import * as frames from './frames.mts';
import { logIn, type LoginCommand } from './login.mts';
import { Outbox } from './outbox.mts';
import { refuseCommand, StreamRefusal } from './refusals.mts';
import type { StreamSettings } from './settings.mts';
import type { SocketName } from '../wire/sockets.mts';
import type { End } from './topic.mts';
import { findTopic } from './topics.mts';

interface Command extends LoginCommand {
	id?: unknown;
	method?: unknown;
	topics?: unknown;
}

/** What connections share. */
export interface StreamState {
	exchange: Exchange;
	settings: StreamSettings;
	faults: StreamFaults;
	/** Is called after a login or a subscription. */
	changed(): void;
}

/** One client: its commands, its subscriptions, and when it has to go. */
export class Connection {
	readonly name: SocketName;
	readonly outbox: Outbox;
	account?: Account;
	private readonly state: StreamState;
	private readonly socket: WebSocket;
	private readonly subscriptions = new Map<string, End>();
	private readonly timers: NodeJS.Timeout[] = [];
	private heardAt = performance.now();
	private pongAt = performance.now();

	constructor(state: StreamState, name: SocketName, socket: WebSocket) {
		this.state = state;
		this.name = name;
		this.socket = socket;
		this.outbox = new Outbox(socket, name, state.faults);
		socket.on('message', (raw) => this.hear(String(raw)));
		socket.on('pong', () => (this.pongAt = performance.now()));
		socket.on('close', () => this.end());
		socket.on('error', () => socket.terminate());
		this.keepTime();
		this.outbox.send(frames.greeting(this.nowMs, randomUUID()));
	}

	get topics(): string[] {
		return [...this.subscriptions.keys()];
	}

	/** The connection breaks without a close frame: the client sees 1006. */
	drop(): void {
		this.end();
		this.socket.terminate();
	}

	/** It stays open, but nothing is read, answered or sent any more, not even a pong. */
	fallSilent(): void {
		this.end();
		this.socket.pause();
	}

	/** A close frame with a reason, as in maintenance; which close code EXMO uses is not known. */
	closeForMaintenance(): void {
		this.outbox.shut();
		this.socket.close(1001, JSON.stringify(frames.maintenance(this.nowMs)));
	}

	private get nowMs(): number {
		return this.state.exchange.nowMs;
	}

	private keepTime(): void {
		const { pingMs, pongMs, idleMs, loginMs, sessionMs } = this.state.settings;
		const after = (ms: number, work: () => void) => this.timers.push(setTimeout(work, ms));
		this.timers.push(
			setInterval(() => {
				if (performance.now() - this.pongAt > pongMs) this.drop();
				else this.socket.ping();
			}, pingMs),
		);
		// How the 24 hours end is not known: here with a plain close
		after(sessionMs, () => this.socket.close(1000));
		if (this.name === 'public') {
			const check = () => {
				const restMs = this.heardAt + idleMs - performance.now();
				if (this.subscriptions.size > 0) after(idleMs, check);
				else if (restMs > 0) after(restMs, check);
				else this.drop();
			};
			after(idleMs, check);
		} else {
			after(loginMs, () => this.account ?? this.socket.close(1000));
		}
	}

	private end(): void {
		for (const timer of this.timers.splice(0)) clearTimeout(timer);
		for (const end of this.subscriptions.values()) end();
		this.subscriptions.clear();
		this.outbox.shut();
	}

	private hear(text: string): void {
		this.heardAt = performance.now();
		this.state.exchange.advance();
		let id: frames.CommandId = {};
		try {
			const command = readCommand(text);
			if (command.id !== undefined) id = { id: command.id };
			this.carryOut(command, id);
			this.state.changed();
		} catch (error) {
			if (!(error instanceof StreamRefusal)) throw error;
			this.refuse(id, error);
		}
	}

	private refuse(id: frames.CommandId, { code, message, closes }: StreamRefusal): void {
		this.outbox.send(frames.failed(this.nowMs, id, code, message));
		if (closes) this.socket.close(1000);
	}

	private carryOut(command: Command, id: frames.CommandId): void {
		const topics = Array.isArray(command.topics) ? command.topics.map(String) : [];
		if (command.method === 'login') return this.logIn(command, id);
		if (command.method === 'subscribe') return topics.forEach((topic) => this.subscribe(topic, id));
		if (command.method === 'unsubscribe') {
			return topics.forEach((topic) => this.unsubscribe(topic, id));
		}
		throw refuseCommand.unknownMethod(String(command.method ?? ''));
	}

	private logIn(command: Command, id: frames.CommandId): void {
		if (this.name === 'public') throw refuseCommand.noLoginHere();
		const refused = this.state.faults.refuses('refuseLogin', this.name);
		if (refused) {
			const { code = 40005, text = 'Authorization error, Incorrect signature' } = refused;
			throw new StreamRefusal(code, text, refused.closes ?? true);
		}
		this.account = logIn(this.state.exchange, command).account;
		this.outbox.send(frames.loggedIn(this.nowMs, id));
	}

	/** Each bad topic gets an error of its own; the others are subscribed all the same. */
	private subscribe(fullName: string, id: frames.CommandId): void {
		try {
			if (this.subscriptions.has(fullName)) throw refuseCommand.alreadySubscribed(fullName);
			this.open(fullName, id);
		} catch (error) {
			if (!(error instanceof StreamRefusal)) throw error;
			this.refuse(id, error);
		}
	}

	private open(fullName: string, id: frames.CommandId): void {
		const [name, pair, ...more] = fullName.split(':');
		const topic = more.length === 0 ? findTopic(this.name, name) : undefined;
		if (!topic || (topic.socket === 'public') !== (pair !== undefined)) {
			throw refuseCommand.unknownTopic(name); // without the pair (exmo-api/WEBSOCKET.md 3.1)
		}
		const { exchange, settings } = this.state;
		const frameName = topic.frameName ?? fullName;
		// The snapshot has the acknowledgement's time (exmo-api/WEBSOCKET.md 3)
		const ts = this.nowMs;
		const feed = {
			exchange,
			settings,
			send: (event: 'snapshot' | 'update', content: unknown) =>
				this.outbox.sendData(
					fullName,
					frames.data(event === 'snapshot' ? ts : this.nowMs, event, frameName, content),
				),
		};
		if (topic.socket === 'public') {
			if (!exchange.instrument(pair)) throw refuseCommand.unknownPair(pair);
			this.outbox.send(frames.subscribed(ts, id, fullName));
			this.subscriptions.set(fullName, topic.open({ ...feed, pair }));
		} else {
			if (!this.account) throw refuseCommand.loginFirst();
			const { marginWalletAck } = settings;
			const hasTwoNames = topic.aliases !== undefined && marginWalletAck !== 'asked';
			const ackName = hasTwoNames ? marginWalletAck : fullName;
			this.outbox.send(frames.subscribed(ts, id, ackName));
			this.subscriptions.set(fullName, topic.open({ ...feed, account: this.account }));
		}
	}

	private unsubscribe(fullName: string, id: frames.CommandId): void {
		const end = this.subscriptions.get(fullName);
		if (!end) return; // exmo-api/WEBSOCKET.md 2: no reply
		end();
		this.subscriptions.delete(fullName);
		this.outbox.send(frames.unsubscribed(this.nowMs, id, fullName));
	}
}

/** A command with its numbers as they were written: a nonce may be longer than a double. */
function readCommand(text: string): Command {
	let command: unknown;
	try {
		command = parse(text);
	} catch {
		throw refuseCommand.notJson();
	}
	if (typeof command !== 'object' || command === null) throw refuseCommand.notJson();
	return Object.fromEntries(
		Object.entries(command).map(([name, value]) => [
			name,
			name === 'nonce' && isLosslessNumber(value) ? value.toString() : value,
		]),
	);
}
