import { mostInOneSecond } from '../../rollingSecond.mts';
import { times, Traffic } from '../../traffic.mts';

describe('a refusal of the exchange', () => {
	test('stops everything for a second, and halves the figure', async () => {
		const traffic = new Traffic();
		expect(await traffic.measureRate()).toBe(10);
		const slot = await traffic.clock.until(traffic.slot('signed'));
		slot.release({});
		const refusedAt = traffic.clock.now();
		await traffic.serveAll(times(20, { kind: 'public' }));
		const after = traffic.served.slice(-20).map(({ leftAt }) => leftAt);
		expect(after[0] - refusedAt).toBeGreaterThanOrEqual(1000);
		expect(mostInOneSecond(after)).toBe(5);
	});

	test('also stops those who wait already', async () => {
		const traffic = new Traffic();
		const slot = await traffic.clock.until(traffic.slot('public'));
		const rest = traffic.serveAll(times(20, { kind: 'public' }));
		slot.release({ retryAfterMs: 30_000 });
		const refusedAt = traffic.clock.now();
		await rest;
		expect(traffic.served[19].leftAt - refusedAt).toBeGreaterThanOrEqual(30_000);
	});

	test.each([3000, 60_000, 600_000])('that names %d ms is obeyed', async (retryAfterMs) => {
		const traffic = new Traffic();
		const slot = await traffic.clock.until(traffic.slot('exclusive'));
		slot.release({ retryAfterMs });
		const refusedAt = traffic.clock.now();
		await traffic.serveAll([{ kind: 'exclusive' }, { kind: 'public' }]);
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
			const slot = await traffic.clock.until(traffic.slot('signed'));
			if (refusedAt !== undefined) pauses.push(traffic.clock.now() - refusedAt);
			slot.release({});
			refusedAt = traffic.clock.now();
		}
		expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
	});

	test('counts once for all that were under way together', async () => {
		const traffic = new Traffic();
		const slots = await traffic.clock.until(
			Promise.all(times(10, 0).map(() => traffic.slot('public'))),
		);
		await traffic.clock.pass(100);
		for (const slot of slots) slot.release({});
		expect(await traffic.measureRate()).toBe(5);
	});

	test('never brings everything to a stop: at least one a second stays', async () => {
		const traffic = new Traffic();
		for (let i = 0; i < 4; i++) (await traffic.clock.until(traffic.slot('public'))).release({});
		expect(await traffic.measureRate()).toBe(1);
	});

	test('is forgotten step by step, until the full figure is reached again', async () => {
		const traffic = new Traffic();
		(await traffic.clock.until(traffic.slot('public'))).release({});
		expect(await traffic.measureRate()).toBe(5);
		await traffic.clock.pass(120_000);
		const soon = await traffic.measureRate();
		expect(soon).toBeGreaterThan(5);
		expect(soon).toBeLessThan(10);
		await traffic.clock.pass(60_000);
		expect(await traffic.measureRate()).toBe(10);
	});
});
