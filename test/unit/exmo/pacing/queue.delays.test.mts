import { mostInOneSecond } from '../../rollingSecond.mts';
import { times, Traffic, type Served } from '../../traffic.mts';

/** When each request arrived, if all that its answer took beyond the quickest was lost on the way there. */
function arrivals(served: readonly Served[]): number[] {
	const trips = served.map(({ leftAt, answeredAt }) => answeredAt - leftAt);
	const quickest = Math.min(...trips);
	return served.map(({ leftAt }, index) => leftAt + trips[index] - quickest);
}

describe('the exchange counts arrivals, and some requests take longer to arrive', () => {
	test('a slow first request, as from a process whose code is cold, makes no eleventh in its second', async () => {
		const traffic = new Traffic();
		await traffic.serveAll([
			{ kind: 'signed', answerMs: 250 },
			...times(30, { kind: 'signed' as const, answerMs: 20 }),
		]);
		expect(mostInOneSecond(arrivals(traffic.served))).toBe(10);
	});

	test('so it is with slow ones among the others, of both kinds', async () => {
		const traffic = new Traffic();
		const requests = times(60, undefined).map((_, index) => ({
			kind: index % 3 === 0 ? ('public' as const) : ('signed' as const),
			answerMs: index % 7 === 0 ? 300 : 60,
		}));
		await traffic.serveAll(requests);
		expect(mostInOneSecond(arrivals(traffic.served))).toBe(10);
	});

	test('answers that all take equally long cost nothing', async () => {
		const traffic = new Traffic();
		await traffic.serveAll(times(101, { kind: 'signed', answerMs: 540 }));
		const [first, last] = [traffic.served[0], traffic.served[100]];
		expect(last.leftAt - first.leftAt).toBeLessThan(10_400);
	});

	test('an answer that never came holds the others up for half a second at most', async () => {
		const traffic = new Traffic();
		await traffic.serveAll([
			{ kind: 'signed', answerMs: 30_000 },
			...times(30, { kind: 'signed' as const, answerMs: 20 }),
		]);
		const left = traffic.served.map(({ leftAt }) => leftAt);
		expect(left[30] - left[0]).toBeLessThan(4000);
	});
});
