import { Decimal as Oracle } from 'decimal.js';
import fc from 'fast-check';
import { formatDecimal, parseDecimal } from '../../../../exmo/money/decimal.ts';
import { estimateMarketOrder, feeOf, readBook } from '../../../../exmo/market/estimate.ts';

const book = readBook({
	bid: [
		['99', '1', '99'],
		['98', '2', '196'],
	],
	ask: [
		['101', '1', '101'],
		['103', '2', '206'],
	],
});
const estimate = (
	side: 'buy' | 'sell',
	size: { quantity?: string; amount?: string },
	of = book,
) => {
	const { quantity, amount } = size;
	const found = estimateMarketOrder(
		of,
		side,
		quantity ? { quantity: parseDecimal(quantity) } : { amount: parseDecimal(amount!) },
		parseDecimal('0.3'),
	);
	return Object.fromEntries(
		Object.entries(found).map(([name, value]) => [name, value && formatDecimal(value)]),
	);
};

// The middle is 100
test.each([
	[
		'buy',
		{ quantity: '1' },
		{ averagePrice: '101', impactPercent: '1', fee: '0.003', received: '1' },
	],
	[
		'buy',
		{ quantity: '2' },
		{ averagePrice: '102', impactPercent: '2', amount: '204', worstPrice: '103' },
	],
	[
		'sell',
		{ quantity: '3' },
		{ amount: '295', impactPercent: '1.6667', fee: '0.885', received: '295' },
	],
	['buy', { amount: '307' }, { quantity: '3', unfilled: '0', fee: '0.009' }],
	['sell', { quantity: '4' }, { quantity: '3', unfilled: '1' }],
] as const)('%s %o', (side, size, expected) => {
	expect(estimate(side, size)).toMatchObject(expected);
});

test('without the other side there is no middle and no impact', () => {
	const found = estimate('buy', { quantity: '1' }, { ...book, bids: [] });
	expect(found).toMatchObject({
		averagePrice: '101',
		midPrice: undefined,
		impactPercent: undefined,
	});
});

test('an empty book fills nothing', () => {
	const found = estimate('buy', { quantity: '1' }, { bids: [], asks: [] });
	expect(found).toMatchObject({ quantity: '0', unfilled: '1', fee: '0', averagePrice: undefined });
});

test('the fee of the live trade (exmo-api/REST.md 10)', () => {
	const fee = feeOf(parseDecimal('8.07509891'), parseDecimal('0.2'));
	expect(formatDecimal(fee)).toBe('0.01615019');
});

test('a crossed book has no negative impact', () => {
	const crossed = { bids: book.asks, asks: book.bids };
	expect(estimate('buy', { quantity: '1' }, crossed).impactPercent).toBe('0');
});

test('a fee is cut as EXMO cuts it: never too high, nor a whole step too low', () => {
	const amounts = fc
		.bigInt({ min: 0n, max: 10n ** 20n })
		.map((units) => formatDecimal({ units, scale: 8 }));
	fc.assert(
		fc.property(amounts, fc.integer({ min: 0, max: 5000 }), (amount, thousandths) => {
			const percent = new Oracle(thousandths).div(1000).toFixed();
			const told = formatDecimal(feeOf(parseDecimal(amount), parseDecimal(percent)));
			Oracle.set({ precision: 60 });
			const over = new Oracle(told).minus(new Oracle(amount).times(percent).div(100));
			expect(over.lte(0) && over.gt('-0.00000001')).toBe(true);
		}),
	);
});
