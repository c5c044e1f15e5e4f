import { setTimeout as pass } from 'node:timers/promises';
import type { StreamEvent } from '../../../../exmo/stream/feeds/feed.ts';
import { TOPIC_OPTIONS } from '../../../../nodes/ExmoStreamTrigger/topicOptions.ts';
import { Lifetime } from '../../../../nodes/ExmoStreamTrigger/lifetime.ts';
import { Emitter } from '../../../../nodes/ExmoStreamTrigger/emitter.ts';
import { StreamSession } from '../../../../nodes/ExmoStreamTrigger/session.ts';
import type { ExmoClient } from '../../../../nodes/shared/exchange/client.ts';
import { restoreWallClock, setWallClock, STEPS } from '../../wallClock.mts';

/** Far longer than the pause before the first reconnection (1 s) on a busy machine, far shorter than a step. */
const PATIENCE_MS = 30_000;

const until = async (isSo: () => boolean): Promise<void> => {
	for (const began = performance.now(); !isSo(); await pass(10)) {
		if (performance.now() - began > PATIENCE_MS) throw new Error('It did not happen in time.');
	}
};

/** A socket that does nothing by itself. */
class FakeSocket {
	static readonly opened: FakeSocket[] = [];
	onopen?: (event: object) => void;
	onmessage?: (event: { data: string }) => void;
	onclose?: (event: { reason: string }) => void;

	constructor() {
		FakeSocket.opened.push(this);
	}

	send(): void {}
	close(): void {}
}

const TOPIC = 'spot/ticker:BTC_USD';
const goLive = (socket: FakeSocket): void => {
	socket.onopen?.({});
	for (const frame of [{ event: 'info' }, { event: 'subscribed', topic: TOPIC }]) {
		socket.onmessage?.({ data: JSON.stringify({ ts: 1, id: 1, ...frame }) });
	}
};

/** A session under way, and since when it was without a connection whenever it was live. */
function start(): unknown[] {
	const gaps: unknown[] = [];
	const life = new Lifetime();
	const session = new StreamSession({
		client: {} as ExmoClient,
		...{ url: 'ws://127.0.0.1:9', topics: [TOPIC], needsLogin: false, life },
	});
	stops.push(() => life.end());
	session.start({
		connecting: () => {},
		lost: () => {},
		live: (gapSince) => void gaps.push(gapSince),
		frame: () => {},
		failed: (error) => {
			throw error;
		},
	});
	return gaps;
}

const { WebSocket: RealWebSocket } = globalThis;
const stops: Array<() => void> = [];

beforeEach(() => {
	FakeSocket.opened.length = 0;
	globalThis.WebSocket = FakeSocket as never;
});
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
	globalThis.WebSocket = RealWebSocket;
	restoreWallClock();
});

describe.each(STEPS)("this machine's clock is set %s", (_, ms) => {
	test('a lost connection is there again after a moment', async () => {
		const gaps = start();
		goLive(FakeSocket.opened[0]);
		const lastHeard = performance.now();
		FakeSocket.opened[0].onclose?.({ reason: '' });
		setWallClock(ms);
		await until(() => FakeSocket.opened.length === 2);
		goLive(FakeSocket.opened[1]);
		expect(gaps[0]).toBeUndefined();
		// The gap is told by the clock that nobody sets
		expect(Math.abs(Number(gaps[1]) - lastHeard)).toBeLessThan(PATIENCE_MS);
	});

	test('events go on at their pace', async () => {
		const runs: unknown[] = [];
		const stop = new AbortController();
		stops.push(() => stop.abort());
		const emitter = new Emitter({
			topic: TOPIC_OPTIONS.ticker,
			filter: { pairs: [] },
			backlog: {
				...{ latestWins: true, everyMs: 300 },
				batches: false,
				maxWaiting: 10,
				maxRuns: 1,
			},
			keyBy: 'key',
			signal: stop.signal,
			emit: async (items) => void runs.push(items),
			onSkip: (error) => {
				throw error;
			},
		});
		const event: StreamEvent = {
			key: 'BTC_USD',
			pair: 'BTC_USD',
			row: {},
			ts: 1,
			recovered: false,
		};
		emitter.open();
		emitter.take([event]);
		const began = performance.now();
		setWallClock(ms);
		await pass(0);
		emitter.take([event]);
		await until(() => runs.length === 2);
		expect(performance.now() - began).toBeGreaterThanOrEqual(290);
	});
});
