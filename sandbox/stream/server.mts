import { EventEmitter, once } from 'node:events';
import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { Exchange } from '../exchange/exchange.mts';
import { Connection, type StreamState } from './connection.mts';
import { isConnectionFault, type StreamFaultSpec } from '../faults/streamFaultSpec.mts';
import { StreamFaults } from '../faults/streamFaults.mts';
import { settingsOf, type StreamSettings } from './settings.mts';
import { startTicking } from './ticks.mts';
import { SOCKET_PATHS, type SocketName } from '../wire/sockets.mts';

/** No command is longer. */
const MAX_BYTES = 64 * 1024;

/** What a connection looks like from outside. */
export interface ConnectionReport {
	socket: SocketName;
	account?: string;
	topics: string[];
	/** Frames sent so far. */
	sent: number;
}

/** The three sockets on the sandbox's own port (exmo-api/WEBSOCKET.md), and what can be done to them. */
export class StreamServer {
	/** Faults that last; `hit` takes the others, too. */
	readonly faults = new StreamFaults();
	/** Connections that were ever opened. */
	opened = 0;
	private readonly settings: StreamSettings;
	private readonly exchange: () => Exchange;
	private readonly connections = new Set<Connection>();
	private readonly changes = new EventEmitter();
	private stopTicking = () => {};

	constructor(exchange: () => Exchange, settings: Partial<StreamSettings> = {}) {
		this.exchange = exchange;
		this.settings = settingsOf(settings);
	}

	/** Adds the sockets to an app that does not listen yet. */
	register(app: FastifyInstance): void {
		app.register(websocket, {
			options: { perMessageDeflate: false, maxPayload: MAX_BYTES },
		});
		app.register(async (scope) => {
			for (const [name, path] of Object.entries(SOCKET_PATHS) as [SocketName, string][]) {
				scope.route({
					method: 'GET',
					url: path,
					websocket: true,
					preValidation: async (_request, reply) => {
						if (this.faults.refuses('refuseConnection', name)) await reply.code(503).send();
					},
					handler: (socket) => this.welcome(name, socket),
				});
			}
		});
		this.stopTicking = startTicking(this.exchange, this.settings.ticks);
	}

	list(): ConnectionReport[] {
		return [...this.connections].map(({ name, account, topics, outbox }) => ({
			socket: name,
			account: account?.name,
			topics,
			sent: outbox.sent,
		}));
	}

	/** Settles when a connection has come, gone, logged in or subscribed. */
	async change(): Promise<void> {
		await once(this.changes, 'change');
	}

	/** Lets a fault happen: at once to those who are connected, or from now on. */
	hit(spec: StreamFaultSpec): void {
		const { kind, socket, forMs } = spec;
		if (!isConnectionFault(kind)) return this.faults.add(spec);
		// Whoever is cut off must not be back before the time is over
		if (forMs !== undefined && kind !== 'silence') {
			this.faults.add({ kind: 'refuseConnection', socket, forMs });
		}
		for (const connection of this.connections) {
			if ((socket ?? connection.name) !== connection.name) continue;
			if (kind === 'drop') connection.drop();
			else if (kind === 'silence') connection.fallSilent();
			else connection.closeForMaintenance();
		}
	}

	/** Everybody is cut off: the exchange behind has been replaced, or the server ends. */
	dropAll(): void {
		for (const connection of this.connections) connection.drop();
	}

	stop(): void {
		this.stopTicking();
		this.dropAll();
	}

	private welcome(name: SocketName, socket: ConstructorParameters<typeof Connection>[2]): void {
		const changed = () => void this.changes.emit('change');
		const state: StreamState = {
			changed,
			exchange: this.exchange(),
			settings: this.settings,
			faults: this.faults,
		};
		const connection = new Connection(state, name, socket);
		this.opened += 1;
		this.connections.add(connection);
		changed();
		socket.on('close', () => {
			this.connections.delete(connection);
			changed();
		});
	}
}
