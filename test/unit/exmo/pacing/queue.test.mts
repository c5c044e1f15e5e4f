import fc from 'fast-check';
import type { SlotKind } from '../../../../exmo/pacing/queue.ts';
import { mostInOneSecond } from '../../rollingSecond.mts';
import { times, Traffic, type Request } from '../../traffic.mts';

describe('the limit', () => {
	test('a request with nothing before it leaves at once', async () => {
		for (const kind of ['public', 'signed', 'exclusive'] as const) {
			const traffic = new Traffic();
			await traffic.serveAll([{ kind }]);
			expect(traffic.served[0].leftAt).toBe(traffic.served[0].askedAt);
		}
	});

	test('ten public requests leave at once, the eleventh after a second', async () => {
		const traffic = new Traffic();
		await traffic.serveAll(times(11, { kind: 'public' }));
		const [first, ...others] = traffic.served.map(({ leftAt }) => leftAt);
		expect(others.slice(0, 9)).toEqual(times(9, first));
		expect(others[9] - first).toBeGreaterThanOrEqual(1000);
		expect(others[9] - first).toBeLessThanOrEqual(1100);
	});

	test('signed requests are evenly spaced, so that they arrive in the order of their nonces', async () => {
		const traffic = new Traffic();
		await traffic.serveAll(times(30, { kind: 'signed' }));
		const left = traffic.served.map(({ leftAt }) => leftAt);
		for (const [i, time] of left.slice(1).entries()) {
			expect(time - left[i]).toBeGreaterThanOrEqual(100);
			expect(time - left[i]).toBeLessThanOrEqual(110); // within 1.1 of the bound
		}
	});

	test('reads overlap: slow answers do not slow them down', async () => {
		const traffic = new Traffic();
		await traffic.serveAll(times(30, { kind: 'signed', answerMs: 5000 }));
		expect(traffic.served[29].leftAt - traffic.served[0].leftAt).toBeLessThanOrEqual(29 * 110);
	});

	test('public and signed requests of one address count together', async () => {
		const traffic = new Traffic();
		const mixed = times<Request>(40, { kind: 'public' }).map((request, i) =>
			i % 2 ? request : ({ kind: 'signed', key: `K-${i % 3}` } as const),
		);
		await traffic.serveAll(mixed);
		expect(mostInOneSecond(traffic.served.map(({ leftAt }) => leftAt))).toBe(10);
	});

	test('two keys share the limit of one address, and two addresses share nothing', async () => {
		const traffic = new Traffic();
		const keys = ['K-a', 'K-b'].flatMap((key) => times(10, { kind: 'signed', key } as const));
		await traffic.serveAll(keys);
		expect(mostInOneSecond(traffic.served.map(({ leftAt }) => leftAt))).toBe(10);

		const [here, there] = [new Traffic(), new Traffic()];
		await Promise.all(
			[here, there].map((traffic) => traffic.serveAll(times(10, { kind: 'public' }))),
		);
		for (const { served } of [here, there]) expect(served[9].leftAt).toBe(served[9].askedAt);
	});
});

describe('writes', () => {
	test('go one at a time, in order, each after the answer before', async () => {
		const traffic = new Traffic();
		const answers = [700, 10, 300, 10, 1500, 50];
		await traffic.serveAll(answers.map((answerMs) => ({ kind: 'exclusive', answerMs })));
		expect(traffic.served.map(({ answerMs }) => answerMs)).toEqual(answers);
		for (const [i, { leftAt }] of traffic.served.slice(1).entries()) {
			expect(leftAt).toBeGreaterThanOrEqual(traffic.served[i].answeredAt);
		}
	});

	test('of one key do not hold up the writes of another', async () => {
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

	test('are not overtaken by the reads behind them', async () => {
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
				expect(mostInOneSecond(traffic.served.map(({ leftAt }) => leftAt))).toBeLessThanOrEqual(10);
				for (const key of ['K-a', 'K-b', 'K-c']) {
					const ofKey = traffic.served.filter((one) => one.key === key && one.kind !== 'public');
					expect(ofKey.map(({ askedAt }) => askedAt)).toEqual(
						ofKey.map(({ askedAt }) => askedAt).sort((a, b) => a - b),
					);
					ofKey.slice(1).forEach(({ leftAt }, i) => {
						expect(leftAt - ofKey[i].leftAt).toBeGreaterThanOrEqual(100);
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
