import type { ExmoError } from '../../../../exmo/errors/errors.ts';
import { REQUESTS_PER_SECOND } from '../../../../exmo/pacing/limit.ts';
import { maxInOneSecond } from '../../rollingSecond.mts';
import { times, Traffic } from '../../traffic.mts';
import { STEPS } from '../../wallClock.mts';

const HOUR = 3_600_000;

/** Some leave, the others wait, something happens, and the others are served. */
async function servedAfter(happening: (traffic: Traffic) => unknown): Promise<Traffic> {
	const traffic = new Traffic();
	const all = times(40, 0).map(() => traffic.serve({ kind: 'signed', maxWaitMs: 60_000 }));
	await traffic.clock.pass(900);
	await happening(traffic);
	await traffic.clock.until(Promise.all(all));
	return traffic;
}

test.each(STEPS)('the wall clock is set %s: nothing waits for longer or shorter', async (_, ms) => {
	const undisturbed = await servedAfter(() => {});
	const { served } = await servedAfter(({ clock }) => clock.setWallClock(ms));
	expect(served.map(({ leftAt }) => leftAt)).toEqual(
		undisturbed.served.map(({ leftAt }) => leftAt),
	);
});

test('the machine sleeps for an hour: those who wait go on where they were', async () => {
	const { served } = await servedAfter(({ clock }) => clock.suspend(HOUR));
	expect(served).toHaveLength(40);
	expect(maxInOneSecond(served.map(({ leftAt }) => leftAt))).toBeLessThanOrEqual(
		REQUESTS_PER_SECOND,
	);
});

test('a pause that the exchange asked for does not outlast a clock that is set back', async () => {
	const traffic = new Traffic();
	(await traffic.clock.until(traffic.slot('signed'))).release({ retryAfterMs: 5000 });
	const refusedAt = traffic.clock.now();
	traffic.clock.setWallClock(-HOUR);
	await traffic.serveAll([{ kind: 'signed' }, { kind: 'public' }]);
	for (const { leftAt } of traffic.served) {
		expect(leftAt - refusedAt).toBeGreaterThanOrEqual(5000);
		expect(leftAt - refusedAt).toBeLessThanOrEqual(6100);
	}
});

test('the process stands still: who has waited too long is told so, the others go within the limit', async () => {
	const traffic = new Traffic();
	const patient = times(30, 0).map(() => traffic.serve({ kind: 'signed' }));
	const impatient = times(5, 0).map(() =>
		traffic.slot('signed', { maxWaitMs: 60_000 }).catch((error: ExmoError) => error.details),
	);
	await traffic.clock.pass(500);
	await traffic.clock.hang(HOUR / 2);
	for (const details of await traffic.clock.until(Promise.all(impatient))) {
		expect(details).toMatchObject({ kind: 'rateLimit', effect: 'none', gaveUpWaiting: true });
	}
	await traffic.clock.until(Promise.all(patient));
	expect(maxInOneSecond(traffic.served.map(({ leftAt }) => leftAt))).toBeLessThanOrEqual(
		REQUESTS_PER_SECOND,
	);
});
