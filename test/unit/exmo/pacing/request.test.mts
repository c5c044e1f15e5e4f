import fc from 'fast-check';
import { ENDPOINTS, isWrite, type Endpoint } from '../../../../exmo/api/endpoints.ts';
import { ExmoError } from '../../../../exmo/errors/errors.ts';
import { REACTIONS, Story, UNREADABLE, type ReactionName } from '../../story.mts';
import { times } from '../../traffic.mts';

const READ = ENDPOINTS.userInfo;
const WRITE = ENDPOINTS.orderCreate;
const PUBLIC = ENDPOINTS.ticker;

const GIVEN_UP = { effect: 'none', gaveUpWaiting: true };

describe.each([
	['a read', READ],
	['a write', WRITE],
	['a public request', PUBLIC],
])('%s', (name, endpoint) => {
	test(`${name} gives the data, without the envelope, after one sending`, async () => {
		const story = new Story('done');
		expect(await story.run(endpoint)).toEqual({ order_id: 51 });
		expect(story.sent).toHaveLength(1);
		await story.expectNoSlotHeld();
	});

	test(`${name} does not wait longer than it may`, async () => {
		const story = new Story('wait');
		const details = await story.fail(endpoint, { maxWaitMs: 10_000 });
		expect(details).toMatchObject({ kind: 'rateLimit', retryAfterMs: 20_000 });
		expect(story.sent).toHaveLength(1);
	});

	test.each<ReactionName>(['poor', 'unknown'])(
		`${name} is not sent again after a refusal: %s`,
		async (reaction) => {
			const story = new Story(reaction);
			await expect(story.run(endpoint)).rejects.toBeInstanceOf(ExmoError);
			expect(story.sent).toHaveLength(1);
			await story.expectNoSlotHeld();
		},
	);

	test(`${name} passes on what is no error of the exchange`, async () => {
		const story = new Story('refusedBySigner');
		await expect(story.run(endpoint)).rejects.toThrow('Not signed');
		expect(story.sent).toHaveLength(1);
		await story.expectNoSlotHeld();
	});

	test(`${name} that is stopped while it waits is not sent`, async () => {
		const story = new Story();
		const stop = new AbortController();
		stop.abort();
		expect(await story.fail(endpoint, { signal: stop.signal })).toMatchObject(GIVEN_UP);
		expect(story.sent).toHaveLength(0);
	});
});

describe.each([
	['a read', READ],
	['a public request', PUBLIC],
])('%s, refused as one too many', (name, endpoint) => {
	test(`${name} that was one too many is sent again, after a pause of a second`, async () => {
		const story = new Story('tooMany');
		expect(await story.run(endpoint)).toEqual({ order_id: 51 });
		expect(story.sent).toHaveLength(2);
		expect(story.sent[1].at - story.sent[0].at).toBeGreaterThanOrEqual(1000);
		expect(story.sent[1].nonce).toBeGreaterThan(story.sent[0].nonce);
	});

	test(`${name} waits as long as the exchange asks`, async () => {
		const story = new Story('wait');
		await story.run(endpoint);
		expect(story.sent[1].at - story.sent[0].at).toBeGreaterThanOrEqual(20_000);
	});

	test(`${name} that is stopped during the pause after a refusal is not sent again`, async () => {
		const story = new Story('wait');
		const stop = new AbortController();
		void story.clock.sleep(5000).then(() => stop.abort());
		expect(await story.fail(endpoint, { signal: stop.signal })).toMatchObject(GIVEN_UP);
		expect(story.sent).toHaveLength(1);
	});
});

test.each<[ReactionName, object]>([
	['tooMany', { kind: 'rateLimit', effect: 'refused' }],
	['wait', { kind: 'rateLimit', effect: 'refused' }],
	['overtaken', { kind: 'nonce', nonceInTheWay: 'other' }],
	['nonceWithoutFigure', { kind: 'nonce', effect: 'refused' }],
	['own', { kind: 'nonce', nonceInTheWay: 'own' }],
])(
	'a write is not repeated here: the refusal may hide that it was delivered twice (%s)',
	async (reaction, details) => {
		const story = new Story(reaction);
		expect(await story.fail(WRITE)).toMatchObject(details);
		expect(story.sent).toHaveLength(1);
		await story.expectNoSlotHeld();
	},
);

test('a nonce that stood in the way of a write is known to the next request', async () => {
	const story = new Story('overtaken');
	await story.fail(WRITE);
	await story.run(WRITE);
	expect(story.sent[1].nonce).toBeGreaterThan(story.sent[0].nonce + 1000n);
});

describe('an overtaken nonce is healed', () => {
	test('a read is sent again above the nonce that was learnt', async () => {
		const story = new Story('overtaken', 'overtaken');
		expect(await story.run(READ)).toEqual({ order_id: 51 });
		const [first, second, third] = story.sent.map(({ nonce }) => nonce);
		expect(second).toBeGreaterThan(first + 1000n);
		expect(third).toBeGreaterThan(second + 1000n);
	});

	test('a read is sent again after a nonce refusal that names no nonce', async () => {
		const story = new Story('nonceWithoutFigure');
		expect(await story.run(READ)).toEqual({ order_id: 51 });
	});

	test('a read that is overtaken again and again says that another program uses the key', async () => {
		const story = new Story(...times(20, 'overtaken' as const));
		const details = await story.fail(READ);
		expect(details).toMatchObject({ kind: 'nonce', code: '40009', effect: 'refused' });
		expect(details.advice).toContain('Another program uses the same key');
		expect(story.sent).toHaveLength(10);
		await story.expectNoSlotHeld();
	});

	test('many reads at once, all overtaken, all get through', async () => {
		const story = new Story(...times(20, 'overtaken' as const));
		const reads = times(20, 0).map(() => story.run(READ));
		expect(await Promise.all(reads)).toEqual(times(20, { order_id: 51 }));
	});

	test('a read is sent again after a nonce of our own stood in the way', async () => {
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
		await story.expectNoSlotHeld();
	});

	test.each(trouble)(
		'%s: a write is never tried again, and may have had an effect',
		async (reaction) => {
			const story = new Story(reaction);
			expect(await story.fail(WRITE)).toMatchObject({ effect: 'unknown' });
			expect(story.sent).toHaveLength(1);
			await story.expectNoSlotHeld();
		},
	);

	test('a read whose time is used up fails with the error of the exchange, not with one of waiting', async () => {
		const story = new Story(...times(10, 'lost' as const));
		const details = await story.fail(READ, { maxWaitMs: 300 });
		expect(details).toMatchObject({ kind: 'network', title: 'No answer' });
	});
});

test('whatever comes, a write is sent once, and what it may have done is never reported as harmless', async () => {
	const reactions = fc.constantFrom(...(Object.keys(REACTIONS) as ReactionName[]));
	const writes = fc.constantFrom(
		...Object.values(ENDPOINTS as Record<string, Endpoint>).filter(isWrite),
	);
	await fc.assert(
		fc.asyncProperty(reactions, writes, async (reaction, endpoint) => {
			const story = new Story(reaction);
			const outcome = await story.run(endpoint).catch((error: unknown) => error);
			expect(story.sent).toHaveLength(1);
			const says = outcome instanceof ExmoError ? outcome.details : undefined;
			if (UNREADABLE.includes(reaction)) expect(says?.effect).toBe('unknown');
			if (reaction === 'done') expect(outcome).toEqual({ order_id: 51 });
			await story.expectNoSlotHeld();
		}),
		{ numRuns: 500 },
	);
});
