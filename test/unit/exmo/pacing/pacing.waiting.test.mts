import { getEventListeners } from 'node:events';
import { ExmoError } from '../../../../exmo/errors/errors.ts';
import type { Turn } from '../../../../exmo/pacing/pacing.ts';
import { times, Traffic } from '../../traffic.mts';

/** The reason why a turn did not come. */
const refusalOf = async (turn: Promise<Turn>): Promise<ExmoError> => {
	const outcome = await turn.catch((error: unknown) => error);
	if (outcome instanceof ExmoError) return outcome;
	throw new Error('The turn came');
};

describe('waiting can be ended', () => {
	test('before it began', async () => {
		const traffic = new Traffic();
		const refusal = await refusalOf(traffic.turn('signed', { signal: AbortSignal.abort() }));
		expect(refusal.details).toMatchObject({ effect: 'none', gaveUpWaiting: true });
		expect(refusal.message).toBe('Not sent: stopped while it waited');
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
		expect((await traffic.clock.until(stopped)).details).toMatchObject({
			effect: 'none',
			gaveUpWaiting: true,
		});
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
		expect(refusal.details).toMatchObject({
			kind: 'rateLimit',
			effect: 'none',
			gaveUpWaiting: true,
		});
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
		expect(refusal.details).toMatchObject({
			kind: 'rateLimit',
			effect: 'none',
			gaveUpWaiting: true,
		});
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
		expect(refusal.details.gaveUpWaiting).toBe(true);
	});
});
