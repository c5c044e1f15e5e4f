import { REQUESTS_PER_SECOND } from '../../../../exmo/pacing/limit.ts';
import { maxInOneSecond } from '../../rollingSecond.mts';
import { times, Traffic, type Served } from '../../traffic.mts';

/** When each request arrived, if all that its answer took beyond the quickest was lost on the way there. */
function arrivals(served: readonly Served[]): number[] {
	const trips = served.map(({ leftAt, answeredAt }) => answeredAt - leftAt);
	const quickest = Math.min(...trips);
	return served.map(({ leftAt }, index) => leftAt + trips[index] - quickest);
}

describe('the exchange counts arrivals, and some requests take longer to arrive', () => {
	test('a slow first request, as from a process whose code is cold, makes no request too many in its second', async () => {
		const traffic = new Traffic();
		await traffic.serveAll([
			{ kind: 'signed', answerMs: 250 },
			...times(3 * REQUESTS_PER_SECOND, { kind: 'signed' as const, answerMs: 20 }),
		]);
		expect(maxInOneSecond(arrivals(traffic.served))).toBe(REQUESTS_PER_SECOND);
	});

	test('slow requests among quick ones, public and signed, make none too many in a second', async () => {
		const traffic = new Traffic();
		const requests = times(60, undefined).map((_, index) => ({
			kind: index % 3 === 0 ? ('public' as const) : ('signed' as const),
			answerMs: index % 7 === 0 ? 300 : 60,
		}));
		await traffic.serveAll(requests);
		expect(maxInOneSecond(arrivals(traffic.served))).toBe(REQUESTS_PER_SECOND);
	});

	test('answers that all take equally long do not slow requests down', async () => {
		const traffic = new Traffic();
		await traffic.serveAll(times(10 * REQUESTS_PER_SECOND + 1, { kind: 'signed', answerMs: 540 }));
		const left = traffic.served.map(({ leftAt }) => leftAt);
		expect(left[10 * REQUESTS_PER_SECOND] - left[0]).toBeLessThan(10_400);
	});

	test('a lost answer holds the other requests up for half a second at most', async () => {
		const traffic = new Traffic();
		await traffic.serveAll([
			{ kind: 'signed', answerMs: 30_000 },
			...times(3 * REQUESTS_PER_SECOND, { kind: 'signed' as const, answerMs: 20 }),
		]);
		const left = traffic.served.map(({ leftAt }) => leftAt);
		expect(left[3 * REQUESTS_PER_SECOND] - left[0]).toBeLessThan(4000);
	});
});
