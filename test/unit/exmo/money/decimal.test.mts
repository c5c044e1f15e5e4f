import { Decimal as Oracle } from 'decimal.js';
import fc from 'fast-check';
import {
	add,
	compare,
	divide,
	formatDecimal,
	isPositive,
	isZero,
	multiply,
	negate,
	NotADecimal,
	parseDecimal,
	round,
	subtract,
	ZERO,
	type Rounding,
} from '../../../../exmo/money/decimal.ts';

const Exact = Oracle.clone({ precision: 500, toExpNeg: -1000, toExpPos: 1000 });

const MODES: Record<Rounding, Oracle.Rounding> = {
	down: Oracle.ROUND_DOWN,
	up: Oracle.ROUND_UP,
	half: Oracle.ROUND_HALF_UP,
};

/** The oracle's value as EXMO wants it written; decimal.js has a negative zero, money has none. */
const plain = (value: Oracle): string => (value.isZero() ? '0' : value.toFixed());

/** Decimals as people and programs write them: leading zeros, ".5", "5.", signs, exponents. */
const numerals = fc
	.record({
		sign: fc.constantFrom('', '-', '+'),
		whole: fc.stringMatching(/^\d{0,15}$/),
		fraction: fc.stringMatching(/^\d{0,15}$/),
		dot: fc.boolean(),
		exponent: fc.option(fc.integer({ min: -20, max: 20 }), { nil: undefined }),
	})
	.filter(({ whole, fraction, dot }) => whole !== '' || (dot && fraction !== ''))
	.map(
		({ sign, whole, fraction, dot, exponent }) =>
			sign + whole + (dot ? `.${fraction}` : '') + (exponent === undefined ? '' : `e${exponent}`),
	);
const roundings = fc.constantFrom<Rounding>('down', 'up', 'half');
const scales = fc.integer({ min: 0, max: 20 });

const both = (numeral: string) => [parseDecimal(numeral), new Exact(numeral)] as const;

describe('reading and writing', () => {
	test('every numeral comes out in plain notation, as decimal.js has it', () => {
		fc.assert(
			fc.property(numerals, (numeral) => {
				const [ours, oracle] = both(numeral);
				expect(formatDecimal(ours)).toBe(plain(oracle));
				expect(formatDecimal(ours)).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
			}),
			{ numRuns: 2000 },
		);
	});

	test('numbers, as expressions give them, keep the digits that JavaScript shows', () => {
		const doubles = fc
			.double({ noNaN: true, noDefaultInfinity: true })
			.filter((value) => value === 0 || (Math.abs(value) > 1e-60 && Math.abs(value) < 1e60));
		fc.assert(
			fc.property(doubles, (value) => {
				expect(formatDecimal(parseDecimal(value))).toBe(plain(new Exact(value)));
			}),
		);
	});

	test.each([
		['1e-7', '0.0000001'],
		['0.00000001', '0.00000001'],
		['1000', '1000'],
		['1e3', '1000'],
		['-12.50', '-12.5'],
		['-0.0', '0'],
		['  007.10\n', '7.1'],
		['.5', '0.5'],
		['5.', '5'],
	])('%j is written %s', (text, written) => {
		expect(formatDecimal(parseDecimal(text))).toBe(written);
	});

	test.each([
		...['', ' ', '.', '-', '+.', 'e5', '1e', '1e1.5', '--1', '1 000', "1'000", '1_000', '1,000.5'],
		...['abc', '0x10', 'NaN', 'Infinity', '1n', '٣', '1.2.3', '12€'],
	])('%j is refused', (text) => {
		expect(() => parseDecimal(text)).toThrow(NotADecimal);
		expect(() => parseDecimal(text)).toThrow(`"${text.trim()}" is not a decimal number.`);
	});

	test.each([NaN, Infinity, -Infinity])('the number %p is refused', (value) => {
		expect(() => parseDecimal(value)).toThrow(NotADecimal);
	});

	test('a decimal comma gets told how to write it', () => {
		expect(() => parseDecimal('1,25')).toThrow('Use a dot: 1.25.');
	});

	test.each(['1e9999', '1e-9999', '1e101', '1e-101', '9'.repeat(101), `0.${'1'.repeat(100_000)}`])(
		'%.20s… does not become work',
		(text) => {
			expect(() => parseDecimal(text)).toThrow('has more digits than any amount');
		},
	);

	test('equal values have equal parts, however they are written', () => {
		for (const text of ['1.5', '1.50', '01.5', '15e-1', '0.15e1', '+1.5']) {
			expect(parseDecimal(text)).toEqual({ units: 15n, scale: 1 });
		}
		expect(parseDecimal('-0.000')).toEqual(ZERO);
	});
});

describe('arithmetic is exact', () => {
	test('add, subtract, multiply, negate, compare', () => {
		fc.assert(
			fc.property(numerals, numerals, (left, right) => {
				const [a, exactA] = both(left);
				const [b, exactB] = both(right);
				expect(formatDecimal(add(a, b))).toBe(plain(exactA.plus(exactB)));
				expect(formatDecimal(subtract(a, b))).toBe(plain(exactA.minus(exactB)));
				expect(formatDecimal(multiply(a, b))).toBe(plain(exactA.times(exactB)));
				expect(formatDecimal(negate(a))).toBe(plain(exactA.negated()));
				expect(Math.sign(compare(a, b))).toBe(exactA.comparedTo(exactB));
				expect(isZero(a)).toBe(exactA.isZero());
				expect(isPositive(a)).toBe(exactA.greaterThan(0));
			}),
			{ numRuns: 1000 },
		);
	});

	test('divide rounds as it is told', () => {
		fc.assert(
			fc.property(numerals, numerals, scales, roundings, (left, right, scale, rounding) => {
				const [a, exactA] = both(left);
				const [b, exactB] = both(right);
				fc.pre(!exactB.isZero());
				expect(formatDecimal(divide(a, b, scale, rounding))).toBe(
					plain(exactA.div(exactB).toDecimalPlaces(scale, MODES[rounding])),
				);
			}),
			{ numRuns: 1000 },
		);
	});

	test('round rounds as it is told', () => {
		fc.assert(
			fc.property(numerals, scales, roundings, (numeral, scale, rounding) => {
				const [ours, oracle] = both(numeral);
				expect(formatDecimal(round(ours, scale, rounding))).toBe(
					plain(oracle.toDecimalPlaces(scale, MODES[rounding])),
				);
			}),
			{ numRuns: 1000 },
		);
	});

	test.each<[string, Rounding, string]>([
		['0.125', 'down', '0.12'],
		['0.125', 'up', '0.13'],
		['0.125', 'half', '0.13'],
		['0.1249', 'half', '0.12'],
		['-0.125', 'down', '-0.12'],
		['-0.125', 'up', '-0.13'],
		['-0.125', 'half', '-0.13'],
	])('%s to two decimals, %s, is %s', (text, rounding, rounded) => {
		expect(formatDecimal(round(parseDecimal(text), 2, rounding))).toBe(rounded);
	});

	test('what JavaScript numbers get wrong', () => {
		const sum = add(parseDecimal('0.1'), parseDecimal('0.2'));
		expect(formatDecimal(sum)).toBe('0.3');
		const product = multiply(parseDecimal('123456789.12345678'), parseDecimal('98765.4321'));
		expect(formatDecimal(product)).toBe('12193263123456.789122374638');
	});

	test('nothing is divided by zero', () => {
		expect(() => divide(parseDecimal('1'), ZERO, 8, 'down')).toThrow(RangeError);
	});
});
