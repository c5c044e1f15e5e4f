import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { DEMO_KEYS, demoAccounts } from './demo.mts';
import { Exchange, type AccountSeed } from './exchange/exchange.mts';
import { systemClock, type Clock } from './exchange/clock.mts';
import { createApp } from './http/app.mts';
import { setPast, type PastSettings } from './control/past.mts';
import { registerControl } from './control/routes.mts';
import { Faults } from './faults/faults.mts';
import type { FaultSpec } from './faults/faultSpec.mts';
import { RequestLog, type LoggedRequest } from './record/requestLog.mts';
import { TrafficRecord } from './record/traffic.mts';
import { METHODS } from './http/methods/all.mts';
import type { RequestContext } from './http/pipeline.mts';
import type { ServerState } from './http/serve.mts';
import { RateLimit, REQUESTS_PER_SECOND } from './http/rateLimit.mts';
import { createMarket } from './market/create.mts';
import type { MarketName } from './market/market.mts';
import { registerStreamControl } from './control/streamRoutes.mts';
import { StreamServer } from './stream/server.mts';
import type { StreamSettings } from './stream/settings.mts';

export interface SandboxOptions {
	/** 0: any free port. */
	port?: number;
	host?: string;
	market?: MarketName;
	/** One seed always makes the same market. */
	seed?: number;
	/** Where the time comes from; candles, books and order times follow it. */
	clock?: Clock;
	/** How often the books move (ms). */
	stepMs?: number;
	/** How long a withdrawal is being processed (ms). */
	withdrawalMs?: number;
	rateLimit?: boolean;
	requestsPerSecond?: number;
	accounts?: readonly AccountSeed[];
	/** What an empty list of orders looks like: EXMO was seen with both. */
	emptyList?: 'object' | 'array';
	/** Whether `trades` and `user_trades` leave out a listed pair that has none, as EXMO was seen to. */
	omitsTradeless?: boolean;
	/** How lists show the past, and the swap for the claim token; the same as at /_sandbox/past. */
	past?: Partial<PastSettings>;
	/** One pair more in the wind-down's market, of ours: GMT_BTC, a coin that only BTC is paid for. */
	indirectPair?: boolean;
	/** Faults that are there from the start, e.g. a slow line. */
	faults?: readonly FaultSpec[];
	/** How the WebSocket side keeps time; what is left out is as EXMO has it. */
	stream?: Partial<StreamSettings>;
}

export interface Sandbox {
	/** e.g. http://127.0.0.1:8080, without a slash at the end. */
	readonly url: string;
	readonly keys: typeof DEMO_KEYS;
	/** The exchange behind the wire: the truth that a client's belief can be held against. */
	readonly exchange: Exchange;
	/** Faults on request; the same as at /_sandbox/faults. */
	readonly faults: Faults;
	/** What was seen of the clients; the same as at /_sandbox/record. */
	readonly traffic: TrafficRecord;
	/** Who is connected by WebSocket, and faults there; the same as at /_sandbox/stream. */
	readonly stream: StreamServer;
	/** Every request one by one, the oldest first; the same as at /_sandbox/requests. */
	readonly requests: readonly LoggedRequest[];
	/** Back to the first state: accounts, books, orders, nonces, faults, counters. */
	reset(): void;
	/** Ends the server and everything it has open. */
	stop(): Promise<void>;
}

/**
 * Starts an EXMO on this machine. Rejects with a plain error when the port is taken
 * (`code` is EADDRINUSE).
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1', stepMs = 1000, clock = systemClock } = options;
	const { market: name = 'normal', seed = 1, indirectPair = false } = options;
	const market = createMarket(name, seed, indirectPair);
	const limited = options.rateLimit ?? true;

	const openExchange = (): Exchange => {
		const exchange = new Exchange({
			market,
			accounts: options.accounts ?? demoAccounts(name, seed),
			clock,
			stepMs,
			withdrawalMs: options.withdrawalMs ?? 20_000,
		});
		setPast(exchange, options.past ?? {});
		return exchange;
	};
	const open = (): RequestContext => ({
		exchange: openExchange(),
		rateLimit: limited
			? new RateLimit(options.requestsPerSecond ?? REQUESTS_PER_SECOND)
			: undefined,
		emptyList: options.emptyList ?? 'object',
		omitsTradeless: options.omitsTradeless ?? false,
	});
	const stopping = new AbortController();
	setMaxListeners(0, stopping.signal);
	const state: ServerState = {
		context: open(),
		faults: new Faults(),
		traffic: new TrafficRecord(),
		log: new RequestLog(),
		closing: stopping.signal,
	};
	const plant = () => options.faults?.forEach((spec) => state.faults.add(spec));
	plant();
	const reset = () => {
		state.context = open();
		state.traffic.clear();
		state.log.clear();
		state.faults.clear();
		plant();
		stream.faults.clear();
		stream.dropAll();
	};

	const app = createApp(state);
	registerControl(app, {
		exchange: () => state.context.exchange,
		endpoints: METHODS,
		faults: state.faults,
		traffic: state.traffic,
		log: state.log,
		reset,
	});
	const stream = new StreamServer(() => state.context.exchange, options.stream);
	stream.register(app);
	registerStreamControl(app, stream);
	await app.listen({ port, host });
	const { port: taken } = app.server.address() as AddressInfo;
	// Requests bring the market up to date by themselves; listeners need it to move without any.
	const ticking = setInterval(() => state.context.exchange.advance(), stepMs).unref();

	return {
		url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
		keys: DEMO_KEYS,
		get exchange() {
			return state.context.exchange;
		},
		faults: state.faults,
		traffic: state.traffic,
		stream,
		get requests() {
			return state.log.list();
		},
		reset,
		async stop() {
			clearInterval(ticking);
			stopping.abort();
			stream.stop();
			await app.close();
		},
	};
}
