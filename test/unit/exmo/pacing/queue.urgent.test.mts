import type { ExmoError } from '../../../../exmo/errors/errors.ts';
import { ENDPOINTS } from '../../../../exmo/api/endpoints.ts';
import { REQUESTS_PER_SECOND } from '../../../../exmo/pacing/limit.ts';
import { MAX_WAITING } from '../../../../exmo/pacing/queue.ts';
import { maxInOneSecond } from '../../rollingSecond.mts';
import { Story } from '../../story.mts';
import { times, Traffic, type Request } from '../../traffic.mts';

const WRITE_MS = 400;
const write: Request = { kind: 'exclusive', answerMs: WRITE_MS };
const reconciliation: Request = { kind: 'signed', urgent: true };

/** How long those waited that answer to this description. */
const waits = (traffic: Traffic, isOne: (request: Request) => boolean): number[] =>
	traffic.served.filter(isOne).map(({ askedAt, leftAt }) => leftAt - askedAt);
const isUrgent = ({ urgent }: Request) => urgent === true;

describe('an urgent request, as for reconciling a write,', () => {
	test('waits for one of 300 waiting writes at most, which all go on behind it', async () => {
		const traffic = new Traffic();
		const writes = times(300, write).map((one) => traffic.serve(one));
		await traffic.clock.pass(10_000);
		await traffic.clock.until(traffic.serve(reconciliation));
		expect(waits(traffic, isUrgent)[0]).toBeLessThanOrEqual(WRITE_MS + 1100 / REQUESTS_PER_SECOND);
		await traffic.clock.until(Promise.all(writes));
		expect(traffic.served).toHaveLength(301);
	});

	test('is never in flight together with a write of its key', async () => {
		const traffic = new Traffic();
		const writes = times(20, write).map((one) => traffic.serve(one));
		await traffic.clock.pass(1000);
		await traffic.clock.until(
			Promise.all([...writes, ...times(3, reconciliation).map((one) => traffic.serve(one))]),
		);
		const found = traffic.served.filter(isUrgent);
		expect(found).toHaveLength(3);
		for (const { leftAt, answeredAt } of traffic.served.filter(
			({ kind }) => kind === 'exclusive',
		)) {
			for (const urgent of found) {
				expect(urgent.leftAt >= answeredAt || urgent.answeredAt <= leftAt).toBe(true);
			}
		}
	});

	test('does not foresee a wait for the writes and reads that it goes before', async () => {
		const traffic = new Traffic();
		const crowd = times(300, write).map((one) => traffic.serve(one));
		const unsigned = times(300, 0).map(() => traffic.serve({ kind: 'public' }));
		const soon = { maxWaitMs: 2500 };
		const refusal = await traffic.slot('signed', soon).catch((error: ExmoError) => error);
		expect(refusal).toMatchObject({
			details: { kind: 'rateLimit', effect: 'none', gaveUpWaiting: true },
		});
		await traffic.clock.until(traffic.serve({ ...reconciliation, ...soon }));
		await traffic.clock.until(Promise.all([...crowd, ...unsigned]));
	});

	test('goes before unsigned requests and other keys as well', async () => {
		const traffic = new Traffic();
		const others = [
			...times(200, 0).map(() => traffic.serve({ kind: 'public' })),
			...times(200, 0).map(() => traffic.serve({ kind: 'signed', key: 'K-b' })),
		];
		await traffic.clock.pass(500);
		await traffic.clock.until(traffic.serve(reconciliation));
		expect(waits(traffic, isUrgent)[0]).toBeLessThanOrEqual(1100);
		await traffic.clock.until(Promise.all(others));
	});

	test('keeps to the rate limit, however many are urgent', async () => {
		const traffic = new Traffic();
		const mixed = times(60, 0).map((_, i) =>
			i % 2
				? ({ ...reconciliation, answerMs: i } as const)
				: ({ kind: 'public', answerMs: i } as const),
		);
		await traffic.serveAll(mixed);
		expect(maxInOneSecond(traffic.served.map(({ leftAt }) => leftAt))).toBe(REQUESTS_PER_SECOND);
		const left = traffic.served.filter(isUrgent);
		for (const [i, { leftAt }] of left.slice(1).entries()) {
			expect(leftAt - left[i].leftAt).toBeGreaterThanOrEqual(1000 / REQUESTS_PER_SECOND);
		}
		// Among themselves they keep their order
		expect(left.map(({ answerMs }) => answerMs)).toEqual(times(30, 0).map((_, i) => 2 * i + 1));
	});

	test('also keeps to the pause after a refusal', async () => {
		const traffic = new Traffic();
		(await traffic.clock.until(traffic.slot('exclusive'))).release({ retryAfterMs: 20_000 });
		await traffic.serveAll([reconciliation]);
		expect(waits(traffic, isUrgent)[0]).toBeGreaterThanOrEqual(20_000);
	});

	test('is accepted when the queue is full', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		const crowd = times(MAX_WAITING + 1, 0).map(() =>
			traffic.slot('signed', { signal: stop.signal }).then(
				(slot) => slot.release(),
				() => {},
			),
		);
		await expect(traffic.slot('signed')).rejects.toThrow('already waiting');
		await traffic.clock.until(traffic.serve(reconciliation));
		stop.abort();
		await Promise.all(crowd);
	});

	test('may be stopped like any other, and may itself be exclusive', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		const writes = times(5, write).map((one) => traffic.serve(one));
		const stopped = traffic.slot('signed', { urgent: true, signal: stop.signal });
		const exclusive = traffic.serve({ kind: 'exclusive', urgent: true, answerMs: 50 });
		stop.abort();
		await expect(stopped).rejects.toThrow('stopped while it waited');
		await traffic.clock.until(Promise.all([...writes, exclusive]));
		expect(traffic.served[1]).toMatchObject({ urgent: true, kind: 'exclusive' });
	});
});

test('a whole request can be urgent, also when its nonce is overtaken', async () => {
	const story = new Story('overtaken');
	const { clock, queue, apiKey } = story;
	const writes = times(100, 0).map(async () => {
		const slot = await queue.acquire({ kind: 'exclusive', apiKey, maxWaitMs: 3_600_000 });
		await clock.sleep(WRITE_MS);
		slot.release();
	});
	await clock.pass(1000);
	const began = clock.now();
	await story.run(ENDPOINTS.userOpenOrders, { urgent: true });
	expect(story.sent).toHaveLength(2);
	expect(clock.now() - began).toBeLessThan(3 * WRITE_MS);
	await clock.until(Promise.all(writes));
});
