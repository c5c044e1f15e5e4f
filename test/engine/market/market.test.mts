import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';

const account = useLastingSandbox({ rateLimit: false });

const market = async (
	operation: string,
	parameters: object = {},
	settings: Parameters<typeof runExmo>[2] = {},
) => await runExmo(account.credentials, { resource: 'market', operation, ...parameters }, settings);

const DECIMAL = /^\d+(\.\d+)?$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('Get Ticker', () => {
	test('gives the prices of the pair as one item', async () => {
		const { json } = await market('getTicker', { pair: byName('BTC_USD') });
		expect(json).toEqual([
			{
				pair: 'BTC_USD',
				bid: expect.stringMatching(DECIMAL),
				ask: expect.stringMatching(DECIMAL),
				last: expect.stringMatching(DECIMAL),
				high: expect.stringMatching(DECIMAL),
				low: expect.stringMatching(DECIMAL),
				average: expect.stringMatching(DECIMAL),
				volume: expect.stringMatching(DECIMAL),
				quoteVolume: expect.stringMatching(DECIMAL),
				updated: expect.any(Number),
				updatedAt: expect.stringMatching(ISO),
			},
		]);
	});

	test('takes the pair from each item, in any usual spelling', async () => {
		const { json, items } = await market(
			'getTicker',
			{ pair: byName('={{ $json.pair }}') },
			{ items: [{ pair: 'eth/usd' }, { pair: 'BTC-USD' }, { pair: 'eth_btc' }] },
		);
		expect(json.map(({ pair }) => pair)).toEqual(['ETH_USD', 'BTC_USD', 'ETH_BTC']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('says that a pair is not listed, and where', async () => {
		const { status, error } = await market('getTicker', { pair: byName('NOPE_USD') });
		expect(status).toBe('error');
		expect(error?.message).toBe(
			`The pair NOPE_USD is not listed at ${new URL(account.sandbox.url).host}. Market: Get Many Pairs shows what is.`,
		);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
	});

	test('needs no key', async () => {
		const { json } = await runExmo(
			{ ...account.credentials, apiKey: '', apiSecret: '' },
			{ resource: 'market', operation: 'getTicker', pair: byName('BTC_USD') },
		);
		expect(json).toHaveLength(1);
	});
});

describe('Continue On Fail', () => {
	test.each(['getTicker', 'getOrderBook', 'getManyTrades', 'getCandles'])(
		'%s: the second of three items fails, the others do not',
		async (operation) => {
			const { status, json, items } = await market(
				operation,
				{ pair: byName('={{ $json.pair }}'), depth: 1, limit: 1, resolution: 'D' },
				{
					items: [{ pair: 'BTC_USD' }, { pair: 'NOPE_USD' }, { pair: 'ETH_USD' }],
					node: { onError: 'continueRegularOutput' },
				},
			);
			expect(status).toBe('success');
			const errors = json.filter(({ error }) => error !== undefined);
			expect(errors).toEqual([
				{
					error: {
						title: expect.stringContaining('NOPE_USD is not listed'),
						description: 'Nothing was sent.',
						kind: 'invalidInput',
						code: '',
						mayHaveHadEffect: false,
					},
					message: expect.stringMatching(/NOPE_USD is not listed.* Nothing was sent\.$/),
				},
			]);
			expect(new Set(json.map(({ pair }) => pair))).toEqual(
				new Set(['BTC_USD', undefined, 'ETH_USD']),
			);
			const failing = items.find((item) => item.json.error !== undefined);
			expect(failing?.pairedItem).toEqual({ item: 1 });
		},
	);

	test('the error output gets the failing item together with its input', async () => {
		const { run } = await market(
			'getTicker',
			{ pair: byName('={{ $json.pair }}') },
			{
				items: [{ pair: 'BTC_USD' }, { pair: 'NOPE_USD', note: 'mine' }],
				node: { onError: 'continueErrorOutput' },
			},
		);
		const [good, bad] = run.data.resultData.runData.EXMO[0].data?.main ?? [];
		expect(good?.map(({ json }) => json.pair)).toEqual(['BTC_USD']);
		expect(bad?.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				note: 'mine',
				error: expect.objectContaining({ kind: 'invalidInput' }),
			}),
		]);
	});
});

describe('Get Many Tickers and Get Many Pairs', () => {
	test.each(['getManyTickers', 'getManyPairs'])(
		'%s: one item a pair, up to the limit',
		async (operation) => {
			const all = await market(operation, { returnAll: true });
			expect(all.json.length).toBeGreaterThan(5);
			const two = await market(operation, { returnAll: false, limit: 2 });
			expect(two.json.map(({ pair }) => pair)).toEqual(
				all.json.slice(0, 2).map(({ pair }) => pair),
			);
		},
	);

	test.each(['getManyTickers', 'getManyPairs'])(
		'%s: only pairs with the currency',
		async (operation) => {
			const { json } = await market(operation, { returnAll: true, currency: 'btc' });
			expect(json.length).toBeGreaterThan(1);
			for (const { pair } of json) expect(String(pair).split('_')).toContain('BTC');
		},
	);

	test('a limit that is no number is refused', async () => {
		const { error } = await market('getManyPairs', { returnAll: false, limit: 'ten' });
		expect(error?.message).toBe('Limit has to be a whole number of 1 or more.');
	});
});

describe('Get Order Book', () => {
	test('gives both sides, best price first, with the depth that was asked for', async () => {
		const { json } = await market('getOrderBook', { pair: byName('BTC_USD'), depth: 3 });
		const [book] = json as Array<Record<'bids' | 'asks', Array<{ price: string }>>>;
		expect(book.bids).toHaveLength(3);
		expect(book.asks).toHaveLength(3);
		const prices = (side: Array<{ price: string }>) => side.map(({ price }) => Number(price));
		expect(prices(book.asks)).toEqual(prices(book.asks).toSorted((a, b) => a - b));
		expect(prices(book.bids)).toEqual(prices(book.bids).toSorted((a, b) => b - a));
	});

	test('refuses a depth beyond what EXMO gives', async () => {
		const { error } = await market('getOrderBook', { pair: byName('BTC_USD'), depth: 1001 });
		expect(error?.message).toBe('Depth has to be a whole number from 1 to 1000.');
	});
});

describe('Get Many Trades', () => {
	test('gives trades with ids as texts and ISO times, newest first', async () => {
		const { json } = await market('getManyTrades', {
			pair: byName('BTC_USD'),
			returnAll: false,
			limit: 5,
		});
		expect(json).toHaveLength(5);
		expect(json[0]).toEqual({
			tradeId: expect.stringMatching(/^\d+$/),
			pair: 'BTC_USD',
			side: expect.stringMatching(/^(buy|sell)$/),
			price: expect.stringMatching(DECIMAL),
			quantity: expect.stringMatching(DECIMAL),
			amount: expect.stringMatching(DECIMAL),
			created: expect.any(Number),
			createdAt: expect.stringMatching(ISO),
		});
		const dates = json.map(({ created }) => Number(created));
		expect(dates).toEqual(dates.toSorted((a, b) => b - a));
	});
});

describe('Get Candles', () => {
	const candles = async (from: string, to: string, resolution = '5') =>
		await market('getCandles', { pair: byName('BTC_USD'), resolution, from, to });

	test('gives the candle that opens exactly at From, and the one at To', async () => {
		const { json } = await candles('2026-11-01T00:00:00Z', '2026-11-01T01:00:00Z');
		expect(json.map(({ openedAt }) => openedAt)).toEqual(
			Array.from({ length: 13 }, (_, index) =>
				new Date(Date.UTC(2026, 10, 1, 0, 5 * index)).toISOString(),
			),
		);
		expect(json[0]).toMatchObject({ pair: 'BTC_USD', open: expect.stringMatching(DECIMAL) });
	});

	test('a time without a zone is meant in the time zone of the workflow', async () => {
		const { json } = await candles('2026-07-01T12:00:00', '2026-07-01T12:00:00');
		expect(json.map(({ openedAt }) => openedAt)).toEqual(['2026-07-01T10:00:00.000Z']);
	});

	test('a long range comes without gap and without double, over several requests', async () => {
		const { json } = await candles('2026-10-01T00:00:00Z', '2026-10-25T00:00:00Z');
		const times = json.map(({ opened }) => Number(opened));
		expect(times).toHaveLength(24 * 24 * 12 + 1);
		expect(times.every((time, index) => index === 0 || time - times[index - 1] === 300_000)).toBe(
			true,
		);
	});

	test('says what is wrong with the range and the resolution', async () => {
		expect((await candles('2026-11-02T00:00:00Z', '2026-11-01T00:00:00Z')).error?.message).toBe(
			'From is later than To.',
		);
		expect((await candles('yesterday-ish', '2026-11-01T00:00:00Z')).error?.message).toContain(
			'From "yesterday-ish" is not a date',
		);
		expect((await candles('2026-11-01', '2026-11-02', '7')).error?.message).toContain(
			'"7" is not a resolution. EXMO has 1, 5, 15',
		);
	});
});

test('a combination that does not exist is named', async () => {
	const { error } = await market('getEverything');
	expect(error?.message).toBe(
		'The resource "Market" has no operation "getEverything" in this version of the package.',
	);
});
