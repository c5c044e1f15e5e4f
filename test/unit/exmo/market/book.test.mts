import { Decimal as Oracle } from 'decimal.js';
import fc from 'fast-check';
import { readLevels, walkBook, type Fill } from '../../../../exmo/market/book.ts';
import { formatDecimal, parseDecimal, type Decimal } from '../../../../exmo/money/decimal.ts';

const Exact = Oracle.clone({ precision: 200, toExpNeg: -1000, toExpPos: 1000 });

const text = (value: Decimal | undefined) => value && formatDecimal(value);
const texts = (fill: Fill) => ({
	quantity: text(fill.quantity),
	amount: text(fill.amount),
	averagePrice: text(fill.averagePrice),
	bestPrice: text(fill.bestPrice),
	worstPrice: text(fill.worstPrice),
	unfilled: text(fill.unfilled),
});

/** The asks of exmo-api/REST.md 2.2. */
const ASKS = readLevels([
	['30050', '0.4', '12020'],
	['30100', '0.4', '12040'],
]);

describe('worked out by hand', () => {
	test.each<[string, string[]]>([
		// quantity: filled, amount, average, best, worst, unfilled
		['0.1', ['0.1', '3005', '30050', '30050', '30050', '0']],
		['0.4', ['0.4', '12020', '30050', '30050', '30050', '0']],
		['0.5', ['0.5', '15030', '30060', '30050', '30100', '0']], // REST.md 2.7 has these very figures
		['0.8', ['0.8', '24060', '30075', '30050', '30100', '0']],
		['1', ['0.8', '24060', '30075', '30050', '30100', '0.2']],
	])('a quantity of %s', (quantity, [filled, amount, average, best, worst, unfilled]) => {
		expect(texts(walkBook(ASKS, { quantity: parseDecimal(quantity) }))).toEqual({
			...{ quantity: filled, amount, averagePrice: average },
			...{ bestPrice: best, worstPrice: worst, unfilled },
		});
	});

	test.each<[string, string[]]>([
		['3005', ['0.1', '3005', '30050', '30050', '30050', '0']],
		['12020', ['0.4', '12020', '30050', '30050', '30050', '0']],
		['15030', ['0.5', '15030', '30060', '30050', '30100', '0']],
		['30000', ['0.8', '24060', '30075', '30050', '30100', '5940']],
	])('an amount of %s', (spent, [filled, amount, average, best, worst, unfilled]) => {
		expect(texts(walkBook(ASKS, { amount: parseDecimal(spent) }))).toEqual({
			...{ quantity: filled, amount, averagePrice: average },
			...{ bestPrice: best, worstPrice: worst, unfilled },
		});
	});

	test('the average price of an amount lies within the levels, however small the quantity', () => {
		const levels = readLevels([['60000', '1', '60000']]);
		const fill = walkBook(levels, { amount: parseDecimal('2') });
		expect(texts(fill)).toMatchObject({ quantity: '0.00003333', averagePrice: '60000' });
	});

	test('an amount that buys no whole step of the quantity buys the steps below', () => {
		const fill = walkBook(ASKS, { amount: parseDecimal('100') });
		expect(text(fill.quantity)).toBe('0.00332778'); // 100 / 30050 = 0.003327787...
	});

	test('an empty book gives nothing', () => {
		expect(texts(walkBook([], { quantity: parseDecimal('1') }))).toEqual({
			...{ quantity: '0', amount: '0', unfilled: '1' },
		});
	});

	test('an order of nothing takes nothing', () => {
		expect(texts(walkBook(ASKS, { quantity: parseDecimal('0') }))).toMatchObject({
			...{ quantity: '0', amount: '0', unfilled: '0', averagePrice: undefined },
		});
	});
});

describe('against decimal.js', () => {
	const decimals = (places: number) =>
		fc
			.bigInt({ min: 1n, max: 10n ** 12n })
			.map((units) => new Exact(`${units}e-${places}`).toFixed());
	const levels = fc.array(fc.tuple(decimals(2), decimals(8)), { minLength: 1, maxLength: 20 });

	test('a quantity takes the levels one after the other', () => {
		fc.assert(
			fc.property(levels, decimals(8), (rows, wanted) => {
				let left = new Exact(wanted);
				let paid = new Exact(0);
				for (const [price, quantity] of rows) {
					const taken = Exact.min(left, quantity);
					paid = paid.plus(taken.times(price));
					left = left.minus(taken);
				}
				const fill = walkBook(readLevels(rows), { quantity: parseDecimal(wanted) });
				expect(text(fill.amount)).toBe(paid.toFixed());
				expect(text(fill.unfilled)).toBe(left.toFixed());
				expect(text(fill.quantity)).toBe(new Exact(wanted).minus(left).toFixed());
			}),
		);
	});

	test('an amount never gets more than it pays for, nor two steps less a level', () => {
		fc.assert(
			fc.property(levels, decimals(2), (rows, wanted) => {
				let left = new Exact(wanted);
				let bought = new Exact(0);
				for (const [price, quantity] of rows) {
					const spent = Exact.min(left, new Exact(price).times(quantity));
					bought = bought.plus(spent.div(price));
					left = left.minus(spent);
				}
				const fill = walkBook(readLevels(rows), { amount: parseDecimal(wanted) });
				expect(text(fill.unfilled)).toBe(left.toFixed());
				expect(text(fill.amount)).toBe(new Exact(wanted).minus(left).toFixed());
				const short = bought.minus(formatDecimal(fill.quantity));
				expect(short.greaterThan('-1e-100')).toBe(true);
				expect(short.lessThan('1e-8')).toBe(true);
			}),
		);
	});
});

describe('reading levels', () => {
	test('rows of price, quantity and amount; numbers do as well as strings', () => {
		const [level] = readLevels([[30050, '0.4', '12020']]);
		expect([text(level.price), text(level.quantity)]).toEqual(['30050', '0.4']);
	});

	test.each([undefined, null, {}, '', []])('%p is an empty side', (side) => {
		expect(readLevels(side)).toEqual([]);
	});
});
