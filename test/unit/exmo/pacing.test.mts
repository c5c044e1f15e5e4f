import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { ExmoError } from '../../../exmo/errors.ts';
import { Host, type Turn, type TurnKind } from '../../../exmo/pacing.ts';
import { mostInOneSecond } from '../rollingSecond.mts';
import { VirtualClock } from '../virtualClock.mts';

interface Request {
	readonly kind: TurnKind;
	readonly key?: string;
	/** How long the exchange takes for its answer. */
	readonly answerMs?: number;
	readonly maxWaitMs?: number;
}

interface Served extends Request {
	readonly askedAt: number;
	readonly leftAt: number;
	readonly answeredAt: number;
}

/** A host whose time is the test's, and what left for it. */
class Traffic {
	readonly clock = new VirtualClock();
	readonly host = new Host(this.clock);
	/** In the order in which they left. */
	readonly served: Served[] = [];

	turn(kind: TurnKind, changes: { key?: string; maxWaitMs?: number; signal?: AbortSignal } = {}) {
		const { key = 'K-a', maxWaitMs = 3_600_000, signal } = changes;
		return this.host.turn({ kind, apiKey: kind === 'public' ? undefined : key, maxWaitMs, signal });
	}

	/** Waits for a turn, sends, and gives the turn back when the answer is there. */
	async serve(request: Request): Promise<void> {
		const askedAt = this.clock.now();
		const turn = await this.turn(request.kind, request);
		const leftAt = this.clock.now();
		const index = this.served.push({ ...request, askedAt, leftAt, answeredAt: Infinity }) - 1;
		await this.clock.sleep(request.answerMs ?? 100);
		this.served[index] = { ...this.served[index], answeredAt: this.clock.now() };
		turn.done();
	}

	/** Serves them all, asked for at once in this order. */
	async serveAll(requests: readonly Request[]): Promise<void> {
		await this.clock.until(Promise.all(requests.map((request) => this.serve(request))));
	}

	/** How many requests leave in a second when as many as possible wait. */
	async measureRate(): Promise<number> {
		await this.clock.pass(2000); // what left before is out of the window
		const before = this.served.length;
		await this.serveAll(Array.from({ length: 30 }, () => ({ kind: 'public', answerMs: 0 })));
		return mostInOneSecond(this.served.slice(before).map(({ leftAt }) => leftAt));
	}
}

const times = <T,>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

/** The reason why a turn did not come. */
const refusalOf = async (turn: Promise<Turn>): Promise<ExmoError> => {
	const outcome = await turn.catch((error: unknown) => error);
	if (outcome instanceof ExmoError) return outcome;
	throw new Error('The turn came');
};

describe('the limit', () => {
	test('a lone request leaves at once', async () => {
		for (const kind of ['public', 'signed', 'alone'] as const) {
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

	test('public and signed requests of one host count together', async () => {
		const traffic = new Traffic();
		const mixed = times<Request>(40, { kind: 'public' }).map((request, i) =>
			i % 2 ? request : ({ kind: 'signed', key: `K-${i % 3}` } as const),
		);
		await traffic.serveAll(mixed);
		expect(mostInOneSecond(traffic.served.map(({ leftAt }) => leftAt))).toBe(10);
	});

	test('two keys share one host, and two hosts share nothing', async () => {
		const traffic = new Traffic();
		const keys = ['K-a', 'K-b'].flatMap((key) => times(10, { kind: 'signed', key } as const));
		await traffic.serveAll(keys);
		expect(mostInOneSecond(traffic.served.map(({ leftAt }) => leftAt))).toBe(10);

		const [here, there] = [new Traffic(), new Traffic()];
		await Promise.all([here, there].map((host) => host.serveAll(times(10, { kind: 'public' }))));
		for (const { served } of [here, there]) expect(served[9].leftAt).toBe(served[9].askedAt);
	});
});

describe('writes', () => {
	test('go one at a time, in order, each after the answer before', async () => {
		const traffic = new Traffic();
		const answers = [700, 10, 300, 10, 1500, 50];
		await traffic.serveAll(answers.map((answerMs) => ({ kind: 'alone', answerMs })));
		expect(traffic.served.map(({ answerMs }) => answerMs)).toEqual(answers);
		for (const [i, { leftAt }] of traffic.served.slice(1).entries()) {
			expect(leftAt).toBeGreaterThanOrEqual(traffic.served[i].answeredAt);
		}
	});

	test('of one key do not hold up the writes of another', async () => {
		const traffic = new Traffic();
		await traffic.serveAll([
			{ kind: 'alone', key: 'K-a', answerMs: 20_000 },
			{ kind: 'alone', key: 'K-a' },
			{ kind: 'alone', key: 'K-b' },
			{ kind: 'public' },
		]);
		const [, other] = traffic.served;
		expect(traffic.served.map(({ key }) => key)).toEqual(['K-a', 'K-b', undefined, 'K-a']);
		expect(other.leftAt - other.askedAt).toBeLessThan(1000);
	});

	test('are not overtaken by the reads behind them', async () => {
		const traffic = new Traffic();
		const read: Request = { kind: 'signed', answerMs: 3000 };
		await traffic.serveAll([read, { kind: 'alone' }, ...times(20, read)]);
		expect(traffic.served.map(({ kind }) => kind).indexOf('alone')).toBe(1);
	});
});

describe('any traffic', () => {
	const requests = fc.array(
		fc.record({
			kind: fc.constantFrom<TurnKind>('public', 'signed', 'alone'),
			key: fc.constantFrom('K-a', 'K-b', 'K-c'),
			answerMs: fc.integer({ min: 0, max: 3000 }),
			afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 800 })),
		}),
		{ minLength: 1, maxLength: 60 },
	);

	test('keeps the limit; nobody is together with a lone one, overtaken within its key, or forgotten', async () => {
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
					for (const lone of ofKey.filter(({ kind }) => kind === 'alone')) {
						const together = ofKey.filter(
							({ leftAt, answeredAt }) => leftAt < lone.answeredAt && answeredAt > lone.leftAt,
						);
						expect(together.filter((one) => one !== lone)).toEqual([]);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});
});

describe('a refusal of the exchange', () => {
	test('stops everything for a second, and halves the figure', async () => {
		const traffic = new Traffic();
		expect(await traffic.measureRate()).toBe(10);
		const turn = await traffic.clock.until(traffic.turn('signed'));
		turn.done({});
		const refusedAt = traffic.clock.now();
		await traffic.serveAll(times(20, { kind: 'public' }));
		const after = traffic.served.slice(-20).map(({ leftAt }) => leftAt);
		expect(after[0] - refusedAt).toBeGreaterThanOrEqual(1000);
		expect(mostInOneSecond(after)).toBe(5);
	});

	test('also stops those who wait already', async () => {
		const traffic = new Traffic();
		const turn = await traffic.clock.until(traffic.turn('public'));
		const rest = traffic.serveAll(times(20, { kind: 'public' }));
		turn.done({ retryAfterMs: 30_000 });
		const refusedAt = traffic.clock.now();
		await rest;
		expect(traffic.served[19].leftAt - refusedAt).toBeGreaterThanOrEqual(30_000);
	});

	test.each([3000, 60_000, 600_000])('that names %d ms is obeyed', async (retryAfterMs) => {
		const traffic = new Traffic();
		const turn = await traffic.clock.until(traffic.turn('alone'));
		turn.done({ retryAfterMs });
		const refusedAt = traffic.clock.now();
		await traffic.serveAll([{ kind: 'alone' }, { kind: 'public' }]);
		for (const { leftAt } of traffic.served) {
			expect(leftAt - refusedAt).toBeGreaterThanOrEqual(retryAfterMs);
			expect(leftAt - refusedAt).toBeLessThanOrEqual(retryAfterMs + 1100);
		}
	});

	test('that follows on another lets the pause grow, up to a minute', async () => {
		const traffic = new Traffic();
		const pauses: number[] = [];
		let refusedAt: number | undefined;
		for (let i = 0; i < 9; i++) {
			const turn = await traffic.clock.until(traffic.turn('signed'));
			if (refusedAt !== undefined) pauses.push(traffic.clock.now() - refusedAt);
			turn.done({});
			refusedAt = traffic.clock.now();
		}
		expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
	});

	test('counts once for all that were under way together', async () => {
		const traffic = new Traffic();
		const turns = await traffic.clock.until(
			Promise.all(times(10, 0).map(() => traffic.turn('public'))),
		);
		await traffic.clock.pass(100);
		for (const turn of turns) turn.done({});
		expect(await traffic.measureRate()).toBe(5);
	});

	test('never brings everything to a stop: at least one a second stays', async () => {
		const traffic = new Traffic();
		for (let i = 0; i < 4; i++) (await traffic.clock.until(traffic.turn('public'))).done({});
		expect(await traffic.measureRate()).toBe(1);
	});

	test('is forgotten step by step, until the full figure is reached again', async () => {
		const traffic = new Traffic();
		(await traffic.clock.until(traffic.turn('public'))).done({});
		expect(await traffic.measureRate()).toBe(5);
		await traffic.clock.pass(60_000);
		const soon = await traffic.measureRate();
		expect(soon).toBeGreaterThan(5);
		expect(soon).toBeLessThan(10);
		await traffic.clock.pass(60_000);
		expect(await traffic.measureRate()).toBe(10);
	});
});

describe('waiting can be ended', () => {
	test('before it began', async () => {
		const traffic = new Traffic();
		const refusal = await refusalOf(traffic.turn('signed', { signal: AbortSignal.abort() }));
		expect(refusal.details).toMatchObject({ notSent: true });
		expect(refusal.message).toBe('Not sent: the execution was stopped');
	});

	test('while it lasts, at once; the others go on without a gap', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		const first = await traffic.clock.until(traffic.turn('alone'));
		const stopped = refusalOf(traffic.turn('alone', { signal: stop.signal }));
		const behind = traffic.serve({ kind: 'signed' });
		await traffic.clock.pass(500);
		stop.abort();
		const stoppedAt = traffic.clock.now();
		expect((await traffic.clock.until(stopped)).details).toMatchObject({ notSent: true });
		expect(traffic.clock.now()).toBe(stoppedAt);
		first.done();
		await traffic.clock.until(behind);
		expect(traffic.served[0].leftAt).toBe(stoppedAt);
	});

	test('of one who stood in the way of others, and they need nobody else to wake them', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		const read = await traffic.clock.until(traffic.turn('signed')); // its answer never comes
		const stopped = refusalOf(traffic.turn('alone', { signal: stop.signal }));
		const behind = traffic.serve({ kind: 'signed' });
		await traffic.clock.pass(500);
		expect(traffic.served).toHaveLength(0);
		stop.abort();
		await stopped;
		await traffic.clock.pass(1000);
		expect(traffic.served).toHaveLength(1);
		read.done();
		await traffic.clock.until(behind);
	});

	test('leaves nothing behind at the signal', async () => {
		const traffic = new Traffic();
		const { signal } = new AbortController();
		const turns = times(15, 0).map(() => traffic.turn('signed', { signal }));
		for (const turn of await traffic.clock.until(Promise.all(turns))) turn.done();
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});

describe('a longest wait', () => {
	test('that cannot be kept is told at once, before anything waits', async () => {
		const traffic = new Traffic();
		const crowd = Promise.all(times(100, 0).map(() => traffic.serve({ kind: 'signed' })));
		const askedAt = traffic.clock.now();
		const refusal = await refusalOf(traffic.turn('signed', { maxWaitMs: 5000 }));
		expect(traffic.clock.now()).toBe(askedAt);
		expect(refusal.details).toMatchObject({ kind: 'rateLimit', notSent: true });
		expect(refusal.message).toBe(
			'Not sent: the wait for a turn at the exchange would be longer than 5 s',
		);
		await traffic.clock.until(crowd);
	});

	test('that runs out is told when it has run out', async () => {
		const traffic = new Traffic();
		const hanging = await traffic.clock.until(traffic.turn('alone'));
		const askedAt = traffic.clock.now();
		const refusal = await traffic.clock.until(
			refusalOf(traffic.turn('alone', { maxWaitMs: 5000 })),
		);
		expect(refusal.details).toMatchObject({ kind: 'rateLimit', notSent: true });
		expect(traffic.clock.now() - askedAt).toBeGreaterThanOrEqual(5000);
		expect(traffic.clock.now() - askedAt).toBeLessThanOrEqual(5100);
		hanging.done();
	});

	test('is not held against those who need not wait: others wait for an answer, not for a turn', async () => {
		const traffic = new Traffic();
		const hanging = await traffic.clock.until(traffic.turn('alone', { key: 'K-a' }));
		const crowd = Promise.all(times(40, 0).map(() => traffic.serve({ kind: 'alone', key: 'K-a' })));
		const turn = traffic.turn('public', { maxWaitMs: 1000 });
		(await traffic.clock.until(turn)).done();
		(await traffic.clock.until(traffic.turn('signed', { key: 'K-b', maxWaitMs: 1000 }))).done();
		hanging.done();
		await traffic.clock.until(crowd);
	});

	test('of zero lets those go who need not wait', async () => {
		const traffic = new Traffic();
		for (let i = 0; i < 10; i++) {
			(await traffic.clock.until(traffic.turn('public', { maxWaitMs: 0 }))).done();
		}
		const refusal = await refusalOf(traffic.turn('public', { maxWaitMs: 0 }));
		expect(refusal.details.notSent).toBe(true);
	});
});
