import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { formatDecimal, parseDecimal, ZERO } from '../../../../exmo/money/decimal.ts';
import { middleOf } from '../../../../exmo/money/middle.ts';
import { inPercent, percentOf } from '../../../../exmo/money/percent.ts';

const positive = fc
	.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 8 }))
	.map(([digits, scale]) => new Decimal(digits).div(new Decimal(10).pow(scale)).toFixed());

test('the middle of a book is exact', () => {
	fc.assert(
		fc.property(positive, positive, (bid, ask) => {
			const middle = middleOf(parseDecimal(bid), parseDecimal(ask));
			expect(middle && formatDecimal(middle)).toBe(new Decimal(bid).plus(ask).div(2).toFixed());
		}),
	);
});

test('a book without a bid or an ask has no middle', () => {
	const price = parseDecimal('1');
	expect(middleOf(undefined, price)).toBeUndefined();
	expect(middleOf(price, undefined)).toBeUndefined();
	expect(middleOf(ZERO, price)).toBeUndefined();
	expect(middleOf(price, ZERO)).toBeUndefined();
});

test('a percentage is of a hundred, and a part is found again in percent', () => {
	fc.assert(
		fc.property(positive, positive, (amount, percent) => {
			const part = percentOf(parseDecimal(amount), parseDecimal(percent), 20, 'down');
			expect(formatDecimal(part)).toBe(new Decimal(amount).times(percent).div(100).toFixed());
			const again = inPercent(part, parseDecimal(amount), 8, 'half');
			expect(formatDecimal(again)).toBe(new Decimal(percent).toFixed());
		}),
	);
});
