import fc from 'fast-check';
import { latestTrade, readNewTrades, type TradesSeen } from '../../../../exmo/watch/ownTrades.ts';
import { BrokenOff, Watcher } from './watcher.mts';
import { FakeAccount, PAIRS, type Unknowns } from './fakeAccount.mts';

const watch = (account: FakeAccount, pairs = PAIRS) =>
	new Watcher<TradesSeen>(async (seen) => {
		const { rows, seen: state } = await readNewTrades(account.call, pairs, seen);
		return { state, found: rows.map((row) => String(row.trade_id)) };
	});

const idsOf = (account: FakeAccount) => account.trades.map((row) => String(row.trade_id));

const BOTH: Array<[Unknowns['limitCounts']]> = [['perPair'], ['inTotal']];

test.each(BOTH)('what was there at the first poll is old (limit %s)', async (limitCounts) => {
	const account = new FakeAccount({ limitCounts, cancelledBy: 'time' });
	for (let count = 0; count < 130; count++) account.trade(PAIRS[count % 2]);
	const watcher = watch(account);
	await watcher.poll();
	account.trade('LTC_USD'); // the first trade ever of this pair
	account.trade('BTC_USD');
	await watcher.poll();
	expect(watcher.emitted).toEqual(idsOf(account).slice(-2));
});

test('several pairs take one request when nothing more is needed', async () => {
	const account = new FakeAccount();
	for (let count = 0; count < 500; count++) account.trade(PAIRS[count % 3]);
	const watcher = watch(account);
	await watcher.poll();
	account.trade('BTC_USD');
	const before = account.requests;
	await watcher.poll();
	expect(account.requests - before).toBe(1);
});

test.each(BOTH)(
	'many trades of one pair do not hide those of another (limit %s)',
	async (limit) => {
		const account = new FakeAccount({ limitCounts: limit, cancelledBy: 'time' });
		account.trade('ETH_USD');
		const watcher = watch(account);
		await watcher.poll();
		account.trade('ETH_USD');
		for (let count = 0; count < 100; count++) account.trade('BTC_USD');
		await watcher.poll();
		expect(watcher.emitted).toEqual(idsOf(account).slice(1));
	},
);

test('a trade that shows up only after ten later ones is not lost, and not doubled', async () => {
	const account = new FakeAccount();
	for (let count = 0; count < 140; count++) account.trade('BTC_USD');
	const watcher = watch(account, ['BTC_USD']);
	await watcher.poll();
	for (let count = 0; count < 11; count++) account.trade('BTC_USD');
	const [late] = account.trades.splice(-11, 1);
	await watcher.poll();
	expect(watcher.emitted).toEqual(idsOf(account).slice(-10));
	account.trades.splice(-10, 0, late);
	await watcher.poll();
	await watcher.poll();
	expect(watcher.emitted).toEqual([...idsOf(account).slice(-10), String(late.trade_id)]);
});

test('the latest trade of several pairs', async () => {
	const account = new FakeAccount();
	expect(await latestTrade(account.call, PAIRS)).toBeUndefined();
	account.trade('ETH_USD');
	account.trade('BTC_USD');
	expect(await latestTrade(account.call, PAIRS)).toEqual(account.trades[1]);
});

type Step =
	| { readonly do: 'trade'; readonly pair: number; readonly count: number }
	| { readonly do: 'poll'; readonly failAt: number; readonly during: number }
	| { readonly do: 'restart' };

const step = fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>(
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('trade' as const),
			pair: fc.nat({ max: PAIRS.length - 1 }),
			// Around EXMO's page of 100
			count: fc.oneof(fc.nat({ max: 3 }), fc.integer({ min: 97, max: 103 }), fc.nat({ max: 320 })),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('poll' as const),
			failAt: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 6 })),
			during: fc.nat({ max: 2 }),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

test('whatever is traded, fails and restarts in between: each trade once, in order', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom<Unknowns['limitCounts']>('perPair', 'inTotal'),
			fc.nat({ max: 150 }),
			fc.array(step, { maxLength: 25 }),
			async (limitCounts, old, steps) => {
				const account = new FakeAccount({ limitCounts, cancelledBy: 'time' });
				for (let count = 0; count < old; count++) account.trade(PAIRS[count % 2]);
				const watcher = watch(account);
				await watcher.poll();
				for (const one of steps) {
					if (one.do === 'restart') watcher.restart();
					if (one.do === 'trade') {
						for (let count = 0; count < one.count; count++) account.trade(PAIRS[one.pair]);
					}
					if (one.do === 'poll') {
						let request = 0;
						account.beforeRequest = () => {
							for (let count = 0; count < one.during; count++) account.trade(PAIRS[request % 3]);
							if (++request === one.failAt) throw new BrokenOff();
						};
						await watcher.poll();
						account.beforeRequest = () => {};
					}
				}
				await watcher.poll();
				for (const pair of PAIRS) {
					const ofPair = new Set(
						account.trades
							.slice(old)
							.flatMap((row) => (row.pair === pair ? [String(row.trade_id)] : [])),
					);
					expect(watcher.emitted.filter((id) => ofPair.has(id))).toEqual([...ofPair]);
				}
				expect(watcher.emitted).toHaveLength(account.trades.length - old);
				expect(watcher.stateSize).toBeLessThan(1500);
			},
		),
		{ numRuns: 150 },
	);
});
