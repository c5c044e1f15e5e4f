import fc from 'fast-check';
import { REQUESTS_PER_SECOND } from '../../../../exmo/pacing/limit.ts';
import type { SlotKind } from '../../../../exmo/pacing/queue.ts';
import { maxInOneSecond } from '../../rollingSecond.mts';
import { times, Traffic, type Request } from '../../traffic.mts';

/** The even distance between two signed requests. */
const SPACING_MS = 1000 / REQUESTS_PER_SECOND;

describe('the rate limit', () => {
	test('a request with nothing before it leaves at once', async () => {
		for (const kind of ['public', 'signed', 'exclusive'] as const) {
			const traffic = new Traffic();
			await traffic.serveAll([{ kind }]);
			expect(traffic.served[0].leftAt).toBe(traffic.served[0].askedAt);
		}
	});

	test('as many public requests as EXMO allows leave at once, one more after a second', async () => {
		const traffic = new Traffic();
		await traffic.serveAll(times(REQUESTS_PER_SECOND + 1, { kind: 'public' }));
		const left = traffic.served.map(({ leftAt }) => leftAt);
		const [first] = left;
		expect(left.slice(0, -1)).toEqual(times(REQUESTS_PER_SECOND, first));
		expect(left[REQUESTS_PER_SECOND] - first).toBeGreaterThanOrEqual(1000);
		expect(left[REQUESTS_PER_SECOND] - first).toBeLessThanOrEqual(1100);
	});

	test('signed requests are evenly spaced, so that they arrive in the order of their nonces', async () => {
		const traffic = new Traffic();
		await traffic.serveAll(times(30, { kind: 'signed' }));
		const left = traffic.served.map(({ leftAt }) => leftAt);
		for (const [i, time] of left.slice(1).entries()) {
			expect(time - left[i]).toBeGreaterThanOrEqual(SPACING_MS);
			expect(time - left[i]).toBeLessThanOrEqual(1.1 * SPACING_MS);
		}
	});

	test('reads overlap: slow answers do not hold up other reads', async () => {
		const traffic = new Traffic();
		await traffic.serveAll(times(30, { kind: 'signed', answerMs: 5000 }));
		expect(traffic.served[29].leftAt - traffic.served[0].leftAt).toBeLessThanOrEqual(
			29 * 1.1 * SPACING_MS,
		);
	});

	test('public and signed requests of one address count together', async () => {
		const traffic = new Traffic();
		const mixed = times<Request>(40, { kind: 'public' }).map((request, i) =>
			i % 2 ? request : ({ kind: 'signed', key: `K-${i % 3}` } as const),
		);
		await traffic.serveAll(mixed);
		expect(maxInOneSecond(traffic.served.map(({ leftAt }) => leftAt))).toBe(REQUESTS_PER_SECOND);
	});

	test('two keys share the limit of one address, and two addresses share nothing', async () => {
		const traffic = new Traffic();
		const keys = ['K-a', 'K-b'].flatMap((key) =>
			times(REQUESTS_PER_SECOND, { kind: 'signed', key } as const),
		);
		await traffic.serveAll(keys);
		expect(maxInOneSecond(traffic.served.map(({ leftAt }) => leftAt))).toBe(REQUESTS_PER_SECOND);

		const [here, there] = [new Traffic(), new Traffic()];
		await Promise.all(
			[here, there].map((traffic) =>
				traffic.serveAll(times(REQUESTS_PER_SECOND, { kind: 'public' })),
			),
		);
		for (const { served } of [here, there]) expect(served.at(-1)?.leftAt).toBe(served[0].askedAt);
	});
});

describe('writes', () => {
	test('writes of one key leave one at a time, in order, each after the answer to the one before', async () => {
		const traffic = new Traffic();
		const answers = [700, 10, 300, 10, 1500, 50];
		await traffic.serveAll(answers.map((answerMs) => ({ kind: 'exclusive', answerMs })));
		expect(traffic.served.map(({ answerMs }) => answerMs)).toEqual(answers);
		for (const [i, { leftAt }] of traffic.served.slice(1).entries()) {
			expect(leftAt).toBeGreaterThanOrEqual(traffic.served[i].answeredAt);
		}
	});

	test('writes of one key do not hold up those of another', async () => {
		const traffic = new Traffic();
		await traffic.serveAll([
			{ kind: 'exclusive', key: 'K-a', answerMs: 20_000 },
			{ kind: 'exclusive', key: 'K-a' },
			{ kind: 'exclusive', key: 'K-b' },
			{ kind: 'public' },
		]);
		const [, other] = traffic.served;
		expect(traffic.served.map(({ key }) => key)).toEqual(['K-a', 'K-b', undefined, 'K-a']);
		expect(other.leftAt - other.askedAt).toBeLessThan(1000);
	});

	test('writes are not overtaken by the reads behind them', async () => {
		const traffic = new Traffic();
		const read: Request = { kind: 'signed', answerMs: 3000 };
		await traffic.serveAll([read, { kind: 'exclusive' }, ...times(20, read)]);
		expect(traffic.served.map(({ kind }) => kind).indexOf('exclusive')).toBe(1);
	});
});

describe('any traffic', () => {
	const requests = fc.array(
		fc.record({
			kind: fc.constantFrom<SlotKind>('public', 'signed', 'exclusive'),
			key: fc.constantFrom('K-a', 'K-b', 'K-c'),
			answerMs: fc.integer({ min: 0, max: 3000 }),
			afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 800 })),
		}),
		{ minLength: 1, maxLength: 60 },
	);

	test('keeps the limit; nothing is in flight beside an exclusive request, overtaken within its key, or forgotten', async () => {
		await fc.assert(
			fc.asyncProperty(requests, async (arrivals) => {
				const traffic = new Traffic();
				const underway: Array<Promise<void>> = [];
				for (const { afterMs, ...request } of arrivals) {
					await traffic.clock.pass(afterMs);
					underway.push(traffic.serve(request));
				}
				await traffic.clock.until(Promise.all(underway));

				expect(traffic.served).toHaveLength(arrivals.length);
				expect(maxInOneSecond(traffic.served.map(({ leftAt }) => leftAt))).toBeLessThanOrEqual(
					REQUESTS_PER_SECOND,
				);
				for (const key of ['K-a', 'K-b', 'K-c']) {
					const ofKey = traffic.served.filter((one) => one.key === key && one.kind !== 'public');
					expect(ofKey.map(({ askedAt }) => askedAt)).toEqual(
						ofKey.map(({ askedAt }) => askedAt).sort((a, b) => a - b),
					);
					ofKey.slice(1).forEach(({ leftAt }, i) => {
						expect(leftAt - ofKey[i].leftAt).toBeGreaterThanOrEqual(SPACING_MS);
					});
					for (const one of ofKey.filter(({ kind }) => kind === 'exclusive')) {
						const together = ofKey.filter(
							({ leftAt, answeredAt }) => leftAt < one.answeredAt && answeredAt > one.leftAt,
						);
						expect(together.filter((other) => other !== one)).toEqual([]);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});
});
