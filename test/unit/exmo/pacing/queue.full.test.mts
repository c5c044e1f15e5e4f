import type { ExmoError } from '../../../../exmo/errors/errors.ts';
import { RateLimit, REQUESTS_PER_SECOND } from '../../../../exmo/pacing/limit.ts';
import { MAX_WAITING } from '../../../../exmo/pacing/queue.ts';
import { times, Traffic } from '../../traffic.mts';

const DEFAULT_WAIT_MS = 300_000;
const LONG_MS = 3_600_000;

/** So many wait, and can be stopped together. */
function crowd(traffic: Traffic, count: number) {
	const stop = new AbortController();
	const { signal } = stop;
	const outcomes = times(count, 0).map(() =>
		traffic.slot('signed', { signal, maxWaitMs: LONG_MS }).then(
			(slot) => slot.release(),
			(error: ExmoError) => error,
		),
	);
	return { stop, outcomes };
}

describe('the queue of an exchange', () => {
	test('the queue of an exchange is bounded: a request too many is refused at once, and not sent', async () => {
		const traffic = new Traffic();
		const { stop, outcomes } = crowd(traffic, MAX_WAITING + 1); // the first one left at once
		for (const [kind, key] of [
			['signed', 'K-a'],
			['exclusive', 'K-b'],
			['public', ''],
		] as const) {
			const refusal = await traffic.slot(kind, { key }).catch((error: ExmoError) => error);
			expect(refusal).toMatchObject({
				message: `Not sent: ${MAX_WAITING} requests are already waiting for this exchange`,
				details: { kind: 'rateLimit', effect: 'none', gaveUpWaiting: true },
			});
			expect((refusal as ExmoError).details.advice).toContain(
				`about ${Math.ceil(MAX_WAITING / REQUESTS_PER_SECOND)} s`,
			);
			expect((refusal as ExmoError).effect).toBe('none');
		}
		stop.abort();
		const stopped = (await Promise.all(outcomes)).filter((outcome) => outcome !== undefined);
		expect(stopped).toHaveLength(MAX_WAITING);
		// and there is room again
		await traffic.serveAll([{ kind: 'signed' }]);
	});

	test('the queue of an exchange holds more than the default longest wait lets in', async () => {
		const traffic = new Traffic();
		const lasting = Math.ceil((1.2 * DEFAULT_WAIT_MS * REQUESTS_PER_SECOND) / 1000);
		const { stop, outcomes } = crowd(traffic, lasting);
		const refusal = await traffic
			.slot('signed', { maxWaitMs: DEFAULT_WAIT_MS })
			.catch((error) => error);
		expect(refusal.message).toContain('the wait for a turn at the exchange would be longer');
		expect(MAX_WAITING).toBeGreaterThan(lasting);
		stop.abort();
		await Promise.all(outcomes);
	});
});

describe('what one request costs does not grow with those that wait', () => {
	/** How often the limits were asked while this went on. */
	async function lookedAt(work: () => unknown): Promise<number> {
		const spy = jest.spyOn(RateLimit.prototype, 'nextDeparture');
		try {
			await work();
			return spy.mock.calls.length;
		} finally {
			spy.mockRestore();
		}
	}

	test.each([
		['to queue', (traffic: Traffic) => void crowd(traffic, 1)],
		['while they wait', async (traffic: Traffic) => await traffic.clock.pass(1000)],
		['to stop them', (_: Traffic, stop: AbortController) => stop.abort()],
	])('%s', async (_what, work) => {
		const looked: number[] = [];
		for (const count of [20, 2000]) {
			const traffic = new Traffic();
			const { stop, outcomes } = crowd(traffic, count);
			looked.push(await lookedAt(() => work(traffic, stop)));
			stop.abort();
			await Promise.all(outcomes);
		}
		expect(looked[1]).toBe(looked[0]);
	});
});

describe('stopped while it waits', () => {
	test('a stopped request does not leave, even when an answer comes at the very moment', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		const first = await traffic.clock.until(traffic.slot('exclusive'));
		stop.signal.addEventListener('abort', () => first.release()); // called before the queue is told
		await traffic.clock.pass(2000);
		const outcomes = times(3, 0).map(() =>
			traffic.slot('exclusive', { signal: stop.signal }).catch((error: ExmoError) => error.message),
		);
		stop.abort();
		expect(await Promise.all(outcomes)).toEqual(times(3, 'Not sent: stopped while it waited'));
	});

	test("the other requests of a stopped one's key keep their order", async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		const stopped: Array<Promise<unknown>> = [];
		const served = times(40, 0).map((_, index) => {
			if (index % 3 === 1) {
				stopped.push(traffic.slot('signed', { signal: stop.signal }).catch(() => {}));
			}
			return traffic.serve({ kind: 'signed', answerMs: index });
		});
		await traffic.clock.pass(500);
		stop.abort();
		await traffic.clock.until(Promise.all([...served, ...stopped]));
		const order = traffic.served.map(({ answerMs }) => answerMs);
		expect(order).toEqual(times(40, 0).map((_, index) => index));
	});
});
