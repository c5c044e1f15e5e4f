import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { REQUESTS_PER_SECOND } from '../../../../exmo/pacing/limit.ts';
import { keepAsking, SimulatedExchange } from '../../simulatedExchange.mts';
import { VirtualClock } from '../../virtualClock.mts';

const SECOND = 1000;

async function twoProcesses(seed: number, startsAfterMs: number, minutes: number) {
	const clock = new VirtualClock();
	const exchange = new SimulatedExchange(clock);
	const random = xoroshiro128plus(seed);
	const began = clock.now();
	const until = began + minutes * 60 * SECOND;
	const wayMs = () => uniformInt(random, 60, 120);
	const first = keepAsking(exchange, clock, { name: 'A', wayMs, until });
	await clock.pass(startsAfterMs);
	const second = keepAsking(exchange, clock, { name: 'B', wayMs, until });
	await clock.until(Promise.all([first, second]));
	return exchange.arrivals.map(({ at, ...rest }) => ({ ...rest, at: at - began - startsAfterMs }));
}

describe.each([1, 2, 3, 4, 5])('two processes on one key, seed %d', (seed) => {
	const MINUTES = 10;
	type Arrival = Awaited<ReturnType<typeof twoProcesses>>[number];
	let arrivals: Arrival[];
	/** What was let through, a second, between two moments (in seconds). */
	const rate = (from: number, to: number, process?: string) =>
		arrivals.filter(
			(arrival) =>
				!arrival.isRefused &&
				(process === undefined || arrival.process === process) &&
				arrival.at >= from * SECOND &&
				arrival.at < to * SECOND,
		).length /
		(to - from);

	beforeAll(async () => {
		arrivals = await twoProcesses(seed, seed * 137, MINUTES);
	});

	test('after the first seconds hardly any request is refused', () => {
		const late = arrivals.filter(({ at }) => at >= 10 * SECOND);
		expect(late.filter(({ isRefused }) => isRefused).length / late.length).toBeLessThan(0.01);
		// A process learns of the other only by refusals, so each asks for more now and then
		for (let minute = 1; minute < MINUTES; minute++) {
			const asked = late.filter(({ at }) => Math.floor(at / SECOND / 60) === minute);
			expect(asked.filter(({ isRefused }) => isRefused).length).toBeLessThanOrEqual(5);
		}
	});

	test('each of the two gets a fair share, and neither ever starves', () => {
		for (const process of ['A', 'B']) {
			expect(rate(10, MINUTES * 60, process) / rate(10, MINUTES * 60)).toBeGreaterThan(0.3);
			for (let minute = 1; minute < MINUTES; minute++) {
				expect(rate(minute * 60, minute * 60 + 60, process)).toBeGreaterThan(0.5);
			}
		}
	});

	test('together the two use most of what is allowed', () => {
		expect(rate(10, MINUTES * 60)).toBeGreaterThan(0.6 * REQUESTS_PER_SECOND);
	});
});
