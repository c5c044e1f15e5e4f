import { RequestQueue } from '../../../../../exmo/pacing/queue.ts';
import { untilFound } from '../../../../../exmo/reconcile/attempts.ts';
import { clock } from '../../../../../nodes/shared/exchange/clock.ts';
import { times } from '../../../traffic.mts';
import { restoreWallClock, setWallClock, STEPS } from '../../../wallClock.mts';

afterEach(restoreWallClock);

describe.each(STEPS)("this machine's clock is set %s", (_, ms) => {
	test('the date goes along, moments do not', () => {
		const [moment, date] = [clock.now(), clock.date()];
		setWallClock(ms);
		expect(clock.now()).toBeGreaterThanOrEqual(moment);
		expect(clock.now() - moment).toBeLessThan(60_000);
		expect(Math.abs(clock.date().getTime() - date.getTime() - ms)).toBeLessThan(60_000);
	});

	test('requests leave as before: nobody is refused, or waits for it', async () => {
		const queue = new RequestQueue(clock);
		const slot = async () =>
			await queue.acquire({ kind: 'public', maxWaitMs: 60_000 }).then((one) => one.release());
		await Promise.all(times(10, 0).map(slot));
		const waiting = [slot()];
		setWallClock(ms);
		waiting.push(slot());
		await Promise.all(waiting);
	});
});

test.each(STEPS.slice(0, 2))(
	'a search goes on at its distances when the clock is set %s',
	async (_, ms) => {
		const began = performance.now();
		const moments: number[] = [];
		await untilFound(clock, 'usual', async () => {
			moments.push(performance.now() - began);
			setWallClock(ms);
			return moments.length === 2 ? 'found' : undefined;
		});
		expect(moments[1]).toBeGreaterThanOrEqual(990);
		expect(moments[1]).toBeLessThan(30_000);
	},
);

test('a sleep lasts as long as the monotonic clock says, give or take a millisecond', async () => {
	const began = clock.now();
	const slept = clock.sleep(50);
	setWallClock(-3_600_000);
	await slept;
	expect(clock.now() - began).toBeGreaterThanOrEqual(48);
});
