import { REQUESTS_PER_SECOND } from '../../../../exmo/pacing/limit.ts';
import { maxInOneSecond } from '../../rollingSecond.mts';
import { times, Traffic } from '../../traffic.mts';

const HALF = Math.floor(REQUESTS_PER_SECOND / 2);
/** How long the figure takes to rise by one (exmo/pacing/limit.ts). */
const STEP_MS = 10_000;

describe('a refusal of the exchange', () => {
	test('a refusal stops all requests for a second, and halves the figure', async () => {
		const traffic = new Traffic();
		expect(await traffic.measureRate()).toBe(REQUESTS_PER_SECOND);
		const slot = await traffic.clock.until(traffic.slot('signed'));
		slot.release({});
		const refusedAt = traffic.clock.now();
		await traffic.serveAll(times(20, { kind: 'public' }));
		const after = traffic.served.slice(-20).map(({ leftAt }) => leftAt);
		expect(after[0] - refusedAt).toBeGreaterThanOrEqual(1000);
		expect(maxInOneSecond(after)).toBe(HALF);
	});

	test('a refusal also stops the requests that wait already', async () => {
		const traffic = new Traffic();
		const slot = await traffic.clock.until(traffic.slot('public'));
		const rest = traffic.serveAll(times(20, { kind: 'public' }));
		slot.release({ retryAfterMs: 30_000 });
		const refusedAt = traffic.clock.now();
		await rest;
		expect(traffic.served[19].leftAt - refusedAt).toBeGreaterThanOrEqual(30_000);
	});

	test.each([3000, 60_000, 600_000])(
		'a refusal that names %d ms is obeyed',
		async (retryAfterMs) => {
			const traffic = new Traffic();
			const slot = await traffic.clock.until(traffic.slot('exclusive'));
			slot.release({ retryAfterMs });
			const refusedAt = traffic.clock.now();
			await traffic.serveAll([{ kind: 'exclusive' }, { kind: 'public' }]);
			for (const { leftAt } of traffic.served) {
				expect(leftAt - refusedAt).toBeGreaterThanOrEqual(retryAfterMs);
				expect(leftAt - refusedAt).toBeLessThanOrEqual(retryAfterMs + 1100);
			}
		},
	);

	test('the pause grows with each refusal in a row, up to a minute', async () => {
		const traffic = new Traffic();
		const pauses: number[] = [];
		let refusedAt: number | undefined;
		for (let i = 0; i < 9; i++) {
			const slot = await traffic.clock.until(traffic.slot('signed'));
			if (refusedAt !== undefined) pauses.push(traffic.clock.now() - refusedAt);
			slot.release({});
			refusedAt = traffic.clock.now();
		}
		expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
	});

	test('requests in flight together that are all refused halve the figure once', async () => {
		const traffic = new Traffic();
		const slots = await traffic.clock.until(
			Promise.all(times(REQUESTS_PER_SECOND, 0).map(() => traffic.slot('public'))),
		);
		await traffic.clock.pass(100);
		for (const slot of slots) slot.release({});
		expect(await traffic.measureRate()).toBe(HALF);
	});

	test('however many refusals come, one request a second stays', async () => {
		const traffic = new Traffic();
		for (let i = 0; i < 4; i++) (await traffic.clock.until(traffic.slot('public'))).release({});
		expect(await traffic.measureRate()).toBe(1);
	});

	test('after a refusal the figure rises step by step, until it is the full one again', async () => {
		const traffic = new Traffic();
		(await traffic.clock.until(traffic.slot('public'))).release({});
		expect(await traffic.measureRate()).toBe(HALF);
		await traffic.clock.pass(120_000);
		const soon = await traffic.measureRate();
		expect(soon).toBeGreaterThan(HALF);
		expect(soon).toBeLessThan(REQUESTS_PER_SECOND);
		await traffic.clock.pass((REQUESTS_PER_SECOND - HALF + 1) * STEP_MS);
		expect(await traffic.measureRate()).toBe(REQUESTS_PER_SECOND);
	});
});
