import { Decimal as Oracle } from 'decimal.js';
import fc from 'fast-check';
import { formatDecimal, parseDecimal } from '../../../../exmo/money/decimal.ts';
import { ExmoError } from '../../../../exmo/errors/errors.ts';
import {
	checkLimits,
	fitDecimals,
	OrderDoesNotFit,
	readPairList,
	readPairRules,
} from '../../../../exmo/market/pairs.ts';

/** The sample of exmo-api/REST.md 2.4. */
const BTC_USD = {
	...{ min_quantity: '0.00005', max_quantity: '250', min_price: '0.5', max_price: '400000' },
	...{ min_amount: '2', max_amount: '600000', price_precision: 2 },
	...{ commission_taker_percent: '0.3', commission_maker_percent: '0.25' },
};

describe('reading pair_settings', () => {
	test('a row becomes rules', () => {
		const limits = (min: string, max: string) => ({
			min: parseDecimal(min),
			max: parseDecimal(max),
		});
		expect(readPairRules('BTC_USD', BTC_USD)).toEqual({
			...{ pair: 'BTC_USD', base: 'BTC', quote: 'USD', pricePrecision: 2 },
			quantity: limits('0.00005', '250'),
			price: limits('0.5', '400000'),
			amount: limits('2', '600000'),
			takerPercent: parseDecimal('0.3'),
			makerPercent: parseDecimal('0.25'),
		});
	});

	test('numbers do as well as strings, empty and missing fields are no limit', () => {
		const rules = readPairRules('BTC_USD', {
			min_quantity: 0.5,
			max_quantity: '',
			price_precision: '3',
		});
		expect(rules.quantity).toEqual({ min: parseDecimal('0.5'), max: parseDecimal('0') });
		expect(rules.amount).toEqual({ min: parseDecimal('0'), max: parseDecimal('0') });
		expect(rules.pricePrecision).toBe(3);
		expect(readPairRules('BTC_USD', {}).pricePrecision).toBe(8);
	});

	test.each<[string, unknown, string]>([
		['min_price', 'much', 'min_price is "much", not a number'],
		['max_quantity', [], 'max_quantity is [], not a number'],
		['min_amount', '-1', 'min_amount is below zero'],
		['commission_taker_percent', 'n/a', 'commission_taker_percent is "n/a", not a number'],
		...[-1, -2, 2.5, 19, 1e30, 'abc', '0x2', '-0', true, {}].map(
			(value): [string, unknown, string] => [
				'price_precision',
				value,
				`price_precision is ${JSON.stringify(value)}, not a whole number from 0 to 18`,
			],
		),
	])('a rule that cannot be read refuses: %s %p', (name, value, words) => {
		expect(() => readPairRules('BTC_USD', { ...BTC_USD, [name]: value })).toThrow(
			`EXMO's rules of BTC_USD cannot be read: ${words}`,
		);
	});

	test('one that cannot be read is no obstacle to the others', () => {
		const list = readPairList({ BTC_USD, ETH_USD: { ...BTC_USD, price_precision: -1 } });
		expect(list.get('BTC_USD')?.rules().pricePrecision).toBe(2);
		expect(() => list.get('ETH_USD')?.rules()).toThrow(ExmoError);
	});

	test('the whole list, by pair', () => {
		const list = readPairList({ BTC_USD, ETH_USD: { ...BTC_USD, price_precision: 4 } });
		expect([...list.keys()]).toEqual(['BTC_USD', 'ETH_USD']);
		expect(list.get('ETH_USD')).toMatchObject({ base: 'ETH', quote: 'USD' });
		expect(list.get('ETH_USD')?.rules()).toMatchObject({ base: 'ETH', pricePrecision: 4 });
	});
});

describe('fitting decimals', () => {
	const numbers = fc
		.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 15 }))
		.map(([units, scale]) => new Oracle(`${units}e-${scale}`).toFixed());
	const decimals = fc.integer({ min: 0, max: 8 });

	test("never to the user's disadvantage, and never by a whole step", () => {
		fc.assert(
			fc.property(numbers, decimals, fc.constantFrom('down', 'up'), (text, places, direction) => {
				const fit = fitDecimals('price', parseDecimal(text), places, direction, 'fit');
				const fitted = new Oracle(formatDecimal(fit));
				const change = fitted.minus(text);
				expect(fitted.decimalPlaces()).toBeLessThanOrEqual(places);
				expect(change.abs().lessThan(new Oracle(10).pow(-places))).toBe(true);
				// down: quantities, totals, buy prices. up: sell prices
				expect(direction === 'down' ? change.lte(0) : change.gte(0)).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});

	test('what fits is neither changed nor refused', () => {
		fc.assert(
			fc.property(numbers, fc.constantFrom('fit', 'refuse'), (text, fitting) => {
				const value = parseDecimal(text);
				expect(fitDecimals('price', value, 15, 'down', fitting)).toEqual(value);
			}),
		);
	});

	test('refused instead, it names the decimals and the nearest value', () => {
		const refuse = () => fitDecimals('price', parseDecimal('1.239'), 2, 'down', 'refuse');
		expect(refuse).toThrow(OrderDoesNotFit);
		expect(refuse).toThrow('The price 1.239 has more than 2 decimals.');
		expect(refuse).toThrow('price is 1.24.');
		expect(() => fitDecimals('price', parseDecimal('1.231'), 2, 'up', 'refuse')).toThrow(
			'is 1.23.',
		);
	});

	test('zeros behind the point are no decimals', () => {
		expect(fitDecimals('price', parseDecimal('1.2300'), 2, 'down', 'refuse')).toEqual(
			parseDecimal('1.23'),
		);
	});
});

describe('limits', () => {
	const rules = readPairRules('BTC_USD', BTC_USD);
	const check = (text: string) => () =>
		checkLimits('quantity', parseDecimal(text), rules.quantity, 'BTC', 'BTC_USD');

	test.each(['0.00005', '1', '250', '249.99999999'])('%s is within', (text) => {
		expect(check(text)).not.toThrow();
	});

	test.each([
		['0.00004999', 'below the minimum 0.00005 BTC of BTC_USD', '0.00005'],
		['0', 'below the minimum 0.00005 BTC of BTC_USD', '0.00005'],
		['-1', 'below the minimum 0.00005 BTC of BTC_USD', '0.00005'],
		['250.00000001', 'above the maximum 250 BTC of BTC_USD', '250'],
	])('%s is %s', (text, complaint, nearest) => {
		expect(check(text)).toThrow(OrderDoesNotFit);
		expect(check(text)).toThrow(
			`The quantity ${text} BTC is ${complaint}. The nearest valid quantity is ${nearest}.`,
		);
	});

	test('a maximum of zero is none (exmo-api/REST.md 13.12)', () => {
		const limits = { min: parseDecimal('1'), max: parseDecimal('0') };
		expect(() => checkLimits('total', parseDecimal('1e30'), limits, 'USD', 'X')).not.toThrow();
		expect(() => checkLimits('total', parseDecimal('0.5'), limits, 'USD', 'X')).toThrow(
			'minimum 1',
		);
	});
});
