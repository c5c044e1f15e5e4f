import fc from 'fast-check';
import type { Call } from '../../../../exmo/api/call.ts';
import { ExmoError } from '../../../../exmo/errors/errors.ts';
import { TradesOfPairs, type PairCoverage } from '../../../../exmo/history/tradedPairs.ts';

/** How EXMO could answer for a pair; which of these it does is not known. */
type Mode = 'answered' | 'leftOut' | 'refused';

/** An exchange with so many trades a pair. */
class FakeExchange {
	requests: string[][] = [];
	readonly #counts: ReadonlyMap<string, number>;
	readonly #unlisted: ReadonlyMap<string, Mode>;
	readonly #isTotalLimit: boolean;

	constructor(
		counts: Record<string, number>,
		unlisted: Record<string, Mode> = {},
		isTotalLimit = false,
	) {
		this.#counts = new Map(Object.entries(counts));
		this.#unlisted = new Map(Object.entries(unlisted));
		this.#isTotalLimit = isTotalLimit;
	}

	readonly call = (async (_endpoint, params = {}) => {
		const pairs = String(params.pair).split(',');
		const [limit, offset] = [Number(params.limit), Number(params.offset ?? 0)];
		this.requests.push(pairs);
		if (pairs.some((pair) => this.#unlisted.get(pair) === 'refused')) {
			throw new ExmoError({
				title: 'No such pair',
				advice: '',
				effect: 'none',
				kind: 'invalidInput',
			});
		}
		let left = limit;
		return Object.fromEntries(
			pairs
				.filter((pair) => this.#unlisted.get(pair) !== 'leftOut')
				.map((pair) => {
					const all = Array.from({ length: this.#counts.get(pair) ?? 0 }, (_, index) => ({
						...{ trade_id: index + 1, pair },
					})).reverse();
					const rows = all.slice(offset, offset + (this.#isTotalLimit ? left : limit));
					left -= rows.length;
					return [pair, rows];
				}),
		);
	}) as Call;
}

async function read(exchange: FakeExchange, ...rounds: string[][]) {
	const visited: string[] = [];
	const trades = new TradesOfPairs({
		call: exchange.call,
		concurrency: 3,
		visit: (row) => visited.push(`${String(row.pair)} ${String(row.trade_id)}`) > 0,
	});
	for (const pairs of rounds) await trades.read(pairs);
	return { visited, coverage: [...trades.coverage] };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `C${index}_USD`);
const byPair = (coverage: readonly PairCoverage[]) =>
	new Map(coverage.map(({ pair, outcome, rows }) => [pair, `${outcome} ${rows}`]));

test('many pairs go into one request, and each has an outcome', async () => {
	const exchange = new FakeExchange({ C1_USD: 3 }, { C2_USD: 'leftOut' });
	const { coverage } = await read(exchange, names(20));
	expect(exchange.requests).toHaveLength(2); // the pair that was left out is asked for once by itself
	expect(exchange.requests[1]).toEqual(['C2_USD']);
	const outcomes = byPair(coverage);
	expect([outcomes.get('C1_USD'), outcomes.get('C2_USD'), outcomes.get('C3_USD')]).toEqual([
		...['found 3', 'leftOut 0', 'empty 0'],
	]);
});

test('a list that is refused is split until the refused pair is alone', async () => {
	const exchange = new FakeExchange({ C3_USD: 2 }, { C7_USD: 'refused' });
	const { coverage, visited } = await read(exchange, names(16));
	expect(coverage.find(({ pair }) => pair === 'C7_USD')).toEqual({
		...{ pair: 'C7_USD', outcome: 'refused', rows: 0, refusal: 'No such pair' },
	});
	expect(visited).toHaveLength(2);
	expect(exchange.requests.length).toBeLessThanOrEqual(9);
});

test('when EXMO refuses nearly all, pairs are asked for one by one, not by halves', async () => {
	const pairs = names(200);
	const exchange = new FakeExchange({}, Object.fromEntries(pairs.map((pair) => [pair, 'refused'])));
	const { coverage } = await read(exchange, pairs);
	expect(coverage.every(({ outcome }) => outcome === 'refused')).toBe(true);
	expect(exchange.requests.length).toBeLessThan(1.4 * pairs.length);
});

test('a pair with more than a page is read to its end', async () => {
	const { visited } = await read(new FakeExchange({ C0_USD: 731 }), ['C0_USD', 'C1_USD']);
	expect(new Set(visited).size).toBe(731);
	expect(visited).toHaveLength(731);
});

test('a pair is asked for once, however often it is named', async () => {
	const exchange = new FakeExchange({ C0_USD: 1 });
	await read(exchange, ['C0_USD', 'C0_USD'], ['C0_USD', 'C1_USD']);
	expect(exchange.requests).toEqual([['C0_USD'], ['C1_USD']]);
});

test('trouble on the way is no outcome of a pair: it ends the reading', async () => {
	const call = (async () => {
		throw new ExmoError({ title: 'Maintenance', advice: '', effect: 'none', kind: 'maintenance' });
	}) as Call;
	const trades = new TradesOfPairs({ call, concurrency: 1, visit: () => true });
	await expect(trades.read(['BTC_USD'])).rejects.toThrow('Maintenance');
	expect(trades.coverage).toEqual([]);
});

test('older trades that are not wanted are not read', async () => {
	const exchange = new FakeExchange({ C0_USD: 1000 });
	let seen = 0;
	const trades = new TradesOfPairs({
		call: exchange.call,
		concurrency: 1,
		visit: () => ++seen < 150,
	});
	await trades.read(['C0_USD']);
	expect(exchange.requests.length).toBeLessThanOrEqual(3);
});

test('every trade once, whatever EXMO does with limits and with pairs that it no longer lists', async () => {
	const pairs = names(40);
	const counts = fc.dictionary(
		fc.constantFrom(...pairs),
		fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 90, max: 420 })),
	);
	const unlisted = fc.dictionary(
		fc.constantFrom(...pairs),
		fc.constantFrom<Mode>('leftOut', 'refused'),
		{ maxKeys: 12 },
	);
	await fc.assert(
		fc.asyncProperty(counts, unlisted, fc.boolean(), async (trades, modes, isTotalLimit) => {
			const exchange = new FakeExchange(trades, modes, isTotalLimit);
			const { visited, coverage } = await read(exchange, pairs);
			const outcomes = byPair(coverage);
			expect(coverage).toHaveLength(pairs.length);
			let expected = 0;
			for (const pair of pairs) {
				const count = trades[pair] ?? 0;
				const mode = modes[pair];
				if (!mode) expected += count;
				expect(outcomes.get(pair)).toBe(
					mode ? `${mode} 0` : count > 0 ? `found ${count}` : 'empty 0',
				);
			}
			expect(visited).toHaveLength(expected);
			expect(new Set(visited).size).toBe(expected);
		}),
		{ numRuns: 200 },
	);
});
