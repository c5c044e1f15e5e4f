import { Decimal as Exact } from 'decimal.js';
import fc from 'fast-check';
import {
	conversionsOf,
	OpenPairs,
	MAX_LEGS,
	tradeLeg,
	type OpenPair,
} from '../../../../exmo/exit/conversion.ts';
import { readBook } from '../../../../exmo/market/estimate.ts';
import { readPairRules } from '../../../../exmo/market/pairs.ts';
import { formatDecimal, parseDecimal } from '../../../../exmo/money/decimal.ts';

Exact.set({ precision: 60 });

interface PairSketch {
	readonly name: string;
	readonly bids: ReadonlyArray<readonly [string, string]>;
	readonly asks: ReadonlyArray<readonly [string, string]>;
	readonly fee: string;
	readonly minQuantity?: string;
	readonly minAmount?: string;
	readonly maxQuantity?: string;
}

const pairOf = ({ name, bids, asks, fee, ...limits }: PairSketch): OpenPair => ({
	rules: readPairRules(name, {
		min_quantity: limits.minQuantity ?? '0',
		max_quantity: limits.maxQuantity ?? '0',
		min_price: '0',
		max_price: '0',
		min_amount: limits.minAmount ?? '0',
		max_amount: '0',
		price_precision: 8,
		commission_taker_percent: fee,
		commission_maker_percent: fee,
	}),
	book: readBook({ bid: bids, ask: asks }),
});

/** BTC_USDC of September 2026 (exmo-api/MARKET-2026-09.md). */
const BTC: PairSketch = {
	name: 'BTC_USDC',
	bids: [
		['77310', '1'],
		['0.01', '0.00006'],
	],
	asks: [['94490', '0.98659564']],
	fee: '1',
	minQuantity: '0.00002',
	minAmount: '1',
};

describe('one order', () => {
	const leg = (from: string, amount: string, maxImpact?: string, pair = BTC) =>
		tradeLeg(
			pairOf(pair),
			from,
			parseDecimal(amount),
			maxImpact ? parseDecimal(maxImpact) : undefined,
		);
	const texts = (from: string, amount: string, pair = BTC) => {
		const result = leg(from, amount, undefined, pair);
		if ('cause' in result) return result.cause;
		return [result.given, result.received, result.fee].map(formatDecimal);
	};

	test('a sale brings the best bid less the fee of 1 %', () => {
		expect(texts('BTC', '0.25')).toEqual(['0.25', '19134.225', '193.275']);
	});

	test('a purchase for a total brings the quantity less the fee, cut to 8 decimals', () => {
		expect(texts('USDC', '94490')).toEqual(['93223.4220236', '0.97672969', '0.00986595']);
	});

	test('only what the book holds is converted', () => {
		expect(texts('BTC', '3')).toEqual(['1.00006', '76536.9000006', '773.1']);
	});

	test('only what one order may be is converted', () => {
		expect(texts('BTC', '3', { ...BTC, maxQuantity: '0.5' })).toEqual([
			'0.5',
			'38268.45',
			'386.55',
		]);
	});

	test.each([
		['below the minimum quantity', 'BTC', '0.00001', 'belowMinimum'],
		['below the minimum amount', 'USDC', '0.5', 'belowMinimum'],
		['dust of nothing', 'BTC', '0', 'belowMinimum'],
	])('%s: refused', (_, from, amount, reason) => {
		expect(texts(from, amount)).toBe(reason);
	});

	test('nobody there: refused', () => {
		expect(texts('BTC', '1', { ...BTC, bids: [] })).toBe('noOffers');
	});

	test('a price impact above the maximum, or one that nobody knows: refused', () => {
		expect(leg('BTC', '0.25', '9')).toEqual({ pair: 'BTC_USDC', cause: 'priceImpact' });
		expect(leg('BTC', '0.25', '10')).toMatchObject({ pair: 'BTC_USDC', side: 'sell' });
		expect(leg('BTC', '0.25', '50', { ...BTC, asks: [] })).toMatchObject({ cause: 'priceImpact' });
	});
});

/** The same by another way of counting: decimal.js, recursion over the list of pairs. */
function bruteForce(
	pairs: readonly PairSketch[],
	from: string,
	amount: Exact,
	target: string,
): Exact {
	let best = new Exact(0);
	const cut = (value: Exact) => value.toDecimalPlaces(8, Exact.ROUND_DOWN);
	const trade = (pair: PairSketch, at: string, held: Exact): Exact | undefined => {
		const [base] = pair.name.split('_');
		let [left, out] = [cut(held), new Exact(0)];
		for (const [price, quantity] of at === base ? pair.bids : pair.asks) {
			const offered = at === base ? new Exact(quantity) : new Exact(price).times(quantity);
			const taken = Exact.min(offered, left);
			out = out.plus(at === base ? taken.times(price) : taken.div(price));
			left = left.minus(taken);
		}
		if (at !== base) out = cut(out);
		return out.isZero() ? undefined : cut(out.minus(cut(out.times(pair.fee).div(100))));
	};
	const walk = (at: string, held: Exact, visited: string[]): void => {
		if (at === target && held.gt(best)) best = held;
		if (visited.length > MAX_LEGS) return;
		for (const pair of pairs) {
			const [base, quote] = pair.name.split('_');
			if (at !== base && at !== quote) continue;
			const to = at === base ? quote : base;
			if (visited.includes(to)) continue;
			const out = trade(pair, at, held);
			if (out) walk(to, out, [...visited, to]);
		}
	};
	walk(from, amount, [from]);
	return best;
}

const CURRENCIES = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF'];
const cents = (max: number) => fc.integer({ min: 1, max }).map((value) => (value / 100).toFixed(2));
const markets = fc
	.uniqueArray(
		fc
			.tuple(fc.constantFrom(...CURRENCIES), fc.constantFrom(...CURRENCIES))
			.filter(([base, quote]) => base !== quote),
		{ minLength: 3, maxLength: 10, selector: ([a, b]) => [a, b].sort().join() },
	)
	.chain((names) =>
		fc.tuple(
			...names.map(([base, quote]) =>
				fc
					.record({
						middle: cents(100_000),
						spread: fc.integer({ min: 1, max: 20 }),
						sizes: fc.array(cents(10_000), { minLength: 2, maxLength: 4 }),
						fee: fc.constantFrom('0', '0.1', '0.3', '1'),
					})
					.map(({ middle, spread, sizes, fee }): PairSketch => {
						const level = (sign: number) => (size: string, depth: number) =>
							[
								new Exact(middle)
									.times(100 + sign * (spread + depth))
									.div(100)
									.toFixed(8),
								size,
							] as const;
						return {
							name: `${base}_${quote}`,
							bids: sizes.map(level(-1)),
							asks: sizes.map(level(1)),
							fee,
						};
					}),
			),
		),
	);

test('the best of all conversions is that of a brute force over all routes, on 200 random markets', () => {
	fc.assert(
		fc.property(markets, cents(1_000_000), (pairs, amount) => {
			const exchange = new OpenPairs(pairs.map(pairOf));
			const { ways } = conversionsOf(exchange, 'AAA', parseDecimal(amount));
			for (const target of CURRENCIES.slice(1)) {
				const outcomes = ways
					.map((legs) => legs[legs.length - 1])
					.filter(({ to }) => to === target)
					.map(({ received }) => new Exact(formatDecimal(received)));
				const best = outcomes.length > 0 ? Exact.max(...outcomes) : new Exact(0);
				const oracle = bruteForce(pairs, 'AAA', new Exact(amount), target);
				// A leg's rounding to 8 decimals may differ by one step
				expect(best.minus(oracle).abs().lte(oracle.times('0.001').plus('0.00000001'))).toBe(true);
			}
		}),
		{ numRuns: 200 },
	);
});
