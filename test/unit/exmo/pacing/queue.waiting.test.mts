import { getEventListeners } from 'node:events';
import { ExmoError } from '../../../../exmo/errors/errors.ts';
import { REQUESTS_PER_SECOND } from '../../../../exmo/pacing/limit.ts';
import type { Slot } from '../../../../exmo/pacing/queue.ts';
import { times, Traffic } from '../../traffic.mts';

/** The reason why there was no slot. */
const refusalOf = async (slot: Promise<Slot>): Promise<ExmoError> => {
	const outcome = await slot.catch((error: unknown) => error);
	if (outcome instanceof ExmoError) return outcome;
	throw new Error('There was a slot');
};

describe('a request that is stopped', () => {
	test('before it waits is refused as not sent', async () => {
		const traffic = new Traffic();
		const refusal = await refusalOf(traffic.slot('signed', { signal: AbortSignal.abort() }));
		expect(refusal.details).toMatchObject({ effect: 'none', gaveUpWaiting: true });
		expect(refusal.message).toBe('Not sent: stopped while it waited');
	});

	test('while it waits is refused at once; the others go on without a gap', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		const first = await traffic.clock.until(traffic.slot('exclusive'));
		const stopped = refusalOf(traffic.slot('exclusive', { signal: stop.signal }));
		const behind = traffic.serve({ kind: 'signed' });
		await traffic.clock.pass(500);
		stop.abort();
		const stoppedAt = traffic.clock.now();
		expect((await traffic.clock.until(stopped)).details).toMatchObject({
			effect: 'none',
			gaveUpWaiting: true,
		});
		expect(traffic.clock.now()).toBe(stoppedAt);
		first.release();
		await traffic.clock.until(behind);
		expect(traffic.served[0].leftAt).toBe(stoppedAt);
	});

	test('lets those go on that it stood in the way of, without another request to wake them', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		const read = await traffic.clock.until(traffic.slot('signed')); // its answer never comes
		const stopped = refusalOf(traffic.slot('exclusive', { signal: stop.signal }));
		const behind = traffic.serve({ kind: 'signed' });
		await traffic.clock.pass(500);
		expect(traffic.served).toHaveLength(0);
		stop.abort();
		await stopped;
		await traffic.clock.pass(1000);
		expect(traffic.served).toHaveLength(1);
		read.release();
		await traffic.clock.until(behind);
	});

	test('leaves no listener at the signal', async () => {
		const traffic = new Traffic();
		const { signal } = new AbortController();
		const slots = times(15, 0).map(() => traffic.slot('signed', { signal }));
		for (const slot of await traffic.clock.until(Promise.all(slots))) slot.release();
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});

describe('the longest wait of a request', () => {
	test('refuses at once when it cannot be kept', async () => {
		const traffic = new Traffic();
		const crowd = Promise.all(
			times(10 * REQUESTS_PER_SECOND, 0).map(() => traffic.serve({ kind: 'signed' })),
		);
		const askedAt = traffic.clock.now();
		const refusal = await refusalOf(traffic.slot('signed', { maxWaitMs: 5000 }));
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

	test('refuses when it has run out', async () => {
		const traffic = new Traffic();
		const hanging = await traffic.clock.until(traffic.slot('exclusive'));
		const askedAt = traffic.clock.now();
		const refusal = await traffic.clock.until(
			refusalOf(traffic.slot('exclusive', { maxWaitMs: 5000 })),
		);
		expect(refusal.details).toMatchObject({
			kind: 'rateLimit',
			effect: 'none',
			gaveUpWaiting: true,
		});
		expect(traffic.clock.now() - askedAt).toBeGreaterThanOrEqual(5000);
		expect(traffic.clock.now() - askedAt).toBeLessThanOrEqual(5100);
		hanging.release();
	});

	test('does not count requests of other keys that wait for an answer, not for the rate limit', async () => {
		const traffic = new Traffic();
		const hanging = await traffic.clock.until(traffic.slot('exclusive', { key: 'K-a' }));
		const crowd = Promise.all(
			times(40, 0).map(() => traffic.serve({ kind: 'exclusive', key: 'K-a' })),
		);
		const slot = traffic.slot('public', { maxWaitMs: 1000 });
		(await traffic.clock.until(slot)).release();
		(await traffic.clock.until(traffic.slot('signed', { key: 'K-b', maxWaitMs: 1000 }))).release();
		hanging.release();
		await traffic.clock.until(crowd);
	});

	test('of zero lets a request leave that need not wait', async () => {
		const traffic = new Traffic();
		for (let i = 0; i < REQUESTS_PER_SECOND; i++) {
			(await traffic.clock.until(traffic.slot('public', { maxWaitMs: 0 }))).release();
		}
		const refusal = await refusalOf(traffic.slot('public', { maxWaitMs: 0 }));
		expect(refusal.details.gaveUpWaiting).toBe(true);
	});
});
