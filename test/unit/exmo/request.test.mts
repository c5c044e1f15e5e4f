import fc from 'fast-check';
import { ENDPOINTS, type Endpoint } from '../../../exmo/endpoints.ts';
import { ExmoError } from '../../../exmo/errors.ts';
import { REACTIONS, Story, UNTOUCHED, type ReactionName } from '../story.mts';
import { times } from '../traffic.mts';

const READ = ENDPOINTS.userInfo;
const WRITE = ENDPOINTS.orderCreate;
const PUBLIC = ENDPOINTS.ticker;

describe.each([
	['a read', READ],
	['a write', WRITE],
	['a public request', PUBLIC],
])('%s', (_name, endpoint) => {
	test('gives the data, without the envelope, after one sending', async () => {
		const story = new Story('done');
		expect(await story.run(endpoint)).toEqual({ order_id: 51 });
		expect(story.sent).toHaveLength(1);
		await story.expectTurnsFree();
	});

	test('does not wait longer than it may', async () => {
		const story = new Story('wait');
		const details = await story.fail(endpoint, { maxWaitMs: 10_000 });
		expect(details).toMatchObject({ kind: 'rateLimit', retryAfterMs: 20_000 });
		expect(story.sent).toHaveLength(1);
	});

	test.each<ReactionName>(['poor', 'unknown'])(
		'is not sent again after a refusal: %s',
		async (reaction) => {
			const story = new Story(reaction);
			await expect(story.run(endpoint)).rejects.toBeInstanceOf(ExmoError);
			expect(story.sent).toHaveLength(1);
			await story.expectTurnsFree();
		},
	);

	test('passes on what is no error of the exchange', async () => {
		const story = new Story('refusedBySigner');
		await expect(story.run(endpoint)).rejects.toThrow('Not signed');
		expect(story.sent).toHaveLength(1);
		await story.expectTurnsFree();
	});

	test('that is stopped while it waits is not sent', async () => {
		const story = new Story();
		const stop = new AbortController();
		stop.abort();
		expect(await story.fail(endpoint, { signal: stop.signal })).toMatchObject({ notSent: true });
		expect(story.sent).toHaveLength(0);
	});
});

describe.each([
	['a read', READ],
	['a public request', PUBLIC],
])('%s, refused as one too many,', (_name, endpoint) => {
	test('is sent again after the rate limit, and a pause of a second', async () => {
		const story = new Story('tooMany');
		expect(await story.run(endpoint)).toEqual({ order_id: 51 });
		expect(story.sent).toHaveLength(2);
		expect(story.sent[1].at - story.sent[0].at).toBeGreaterThanOrEqual(1000);
		expect(story.sent[1].nonce).toBeGreaterThan(story.sent[0].nonce);
	});

	test('waits as long as the exchange asks', async () => {
		const story = new Story('wait');
		await story.run(endpoint);
		expect(story.sent[1].at - story.sent[0].at).toBeGreaterThanOrEqual(20_000);
	});

	test('that is stopped during the pause after a refusal is not sent again', async () => {
		const story = new Story('wait');
		const stop = new AbortController();
		void story.clock.sleep(5000).then(() => stop.abort());
		expect(await story.fail(endpoint, { signal: stop.signal })).toMatchObject({ notSent: true });
		expect(story.sent).toHaveLength(1);
	});
});

test.each<ReactionName>(['tooMany', 'wait'])(
	'a write refused as one too many is not repeated here: it may have been delivered twice (%s)',
	async (reaction) => {
		const story = new Story(reaction);
		expect(await story.fail(WRITE)).toMatchObject({ kind: 'rateLimit', refusedUntouched: true });
		expect(story.sent).toHaveLength(1);
		await story.expectTurnsFree();
	},
);

describe('an overtaken nonce is healed', () => {
	test.each([
		['a read', READ],
		['a write', WRITE],
	])('%s is sent again above the nonce that was learnt', async (_name, endpoint) => {
		const story = new Story('overtaken', 'overtaken');
		expect(await story.run(endpoint)).toEqual({ order_id: 51 });
		const [first, second, third] = story.sent.map(({ nonce }) => nonce);
		expect(second).toBeGreaterThan(first + 1000n);
		expect(third).toBeGreaterThan(second + 1000n);
	});

	test('also when the text does not name it', async () => {
		const story = new Story('nonceWithoutFigure');
		expect(await story.run(WRITE)).toEqual({ order_id: 51 });
	});

	test('but not for ever: then it says that another program uses the key', async () => {
		const story = new Story(...times(20, 'overtaken' as const));
		const details = await story.fail(WRITE);
		expect(details).toMatchObject({ kind: 'nonce', code: '40009', refusedUntouched: true });
		expect(details.description).toContain('Another program uses the same key');
		expect(story.sent).toHaveLength(10);
		await story.expectTurnsFree();
	});

	test('many reads at once, all overtaken, all get through', async () => {
		const story = new Story(...times(20, 'overtaken' as const));
		const reads = times(20, 0).map(() => story.run(READ));
		expect(await Promise.all(reads)).toEqual(times(20, { order_id: 51 }));
	});

	test('a write refused because of its own nonce arrived twice: it is not sent again', async () => {
		const story = new Story('own');
		expect(await story.fail(WRITE)).toMatchObject({ kind: 'network', mayHaveHadEffect: true });
		expect(story.sent).toHaveLength(1);
	});

	test('also when that comes out only at the last try', async () => {
		const story = new Story(...times(9, 'overtaken' as const), 'own');
		expect(await story.fail(WRITE)).toMatchObject({ kind: 'network', mayHaveHadEffect: true });
		expect(story.sent).toHaveLength(10);
	});

	test('a read is simply sent again then', async () => {
		const story = new Story('own');
		expect(await story.run(READ)).toEqual({ order_id: 51 });
	});
});

describe('trouble on the way', () => {
	const trouble = [
		...([
			'lost',
			'html',
			'cut',
			'nothing',
			'badGateway',
			'tooManyOfGateway',
			'maintenance',
		] as const),
	];

	test.each(trouble)('%s: a read is tried again, after a pause', async (reaction) => {
		for (const endpoint of [READ, PUBLIC]) {
			const story = new Story(reaction, reaction);
			expect(await story.run(endpoint)).toEqual({ order_id: 51 });
			expect(story.sent).toHaveLength(3);
			expect(story.sent[1].at - story.sent[0].at).toBeGreaterThanOrEqual(500);
			expect(story.sent[2].at - story.sent[1].at).toBeGreaterThanOrEqual(2000);
		}
	});

	test.each(trouble)('%s, again and again: a read gives up', async (reaction) => {
		const story = new Story(...times(10, reaction));
		await story.fail(READ);
		expect(story.sent).toHaveLength(3);
		await story.expectTurnsFree();
	});

	test.each(trouble)(
		'%s: a write is never tried again, and may have had an effect',
		async (reaction) => {
			const story = new Story(reaction);
			expect(await story.fail(WRITE)).toMatchObject({ mayHaveHadEffect: true });
			expect(story.sent).toHaveLength(1);
			await story.expectTurnsFree();
		},
	);

	test('after all the time is used up, the error is that of the exchange, not one of waiting', async () => {
		const story = new Story(...times(10, 'lost' as const));
		const details = await story.fail(READ, { maxWaitMs: 300 });
		expect(details).toMatchObject({ kind: 'network', title: 'No answer' });
	});
});

test('whatever comes, a write is sent again only after a refusal without any effect', async () => {
	const reactions = fc.array(fc.constantFrom(...(Object.keys(REACTIONS) as ReactionName[])), {
		maxLength: 15,
	});
	const writes = fc.constantFrom(
		...Object.values(ENDPOINTS as Record<string, Endpoint>).filter(
			({ repeat }) => repeat === 'again',
		),
	);
	await fc.assert(
		fc.asyncProperty(reactions, writes, async (all, endpoint) => {
			const story = new Story(...all);
			const outcome = await story.run(endpoint).catch((error: unknown) => error);
			const seen = story.sent.map((_, i) => all[i] ?? 'done');
			for (const earlier of seen.slice(0, -1)) expect(UNTOUCHED).toContain(earlier);
			// What the exchange may have acted on is never reported as harmless
			const last = seen[seen.length - 1];
			const isOpen = [
				'lost',
				'own',
				'html',
				'cut',
				'nothing',
				'badGateway',
				'tooManyOfGateway',
			].includes(last);
			if (isOpen) {
				expect(outcome).toBeInstanceOf(ExmoError);
				expect((outcome as ExmoError).details.mayHaveHadEffect).toBe(true);
			}
			if (last === 'done') expect(outcome).toEqual({ order_id: 51 });
			const nonces = story.sent.map(({ nonce }) => nonce);
			expect(nonces.slice(1).every((nonce, i) => nonce > nonces[i])).toBe(true);
			await story.expectTurnsFree();
		}),
		{ numRuns: 500 },
	);
});
