import { amountOf, excerpt, isAmount } from '../../../../exmo/money/amounts.ts';
import { formatDecimal } from '../../../../exmo/money/decimal.ts';
import { ExmoError } from '../../../../exmo/errors/errors.ts';

test.each<[unknown, string]>([
	['', '0'],
	[null, '0'],
	[undefined, '0'],
	[0, '0'],
	['0.10', '0.1'],
	[1e-7, '0.0000001'],
	['-100', '-100'],
	['123456789012345678.12345678', '123456789012345678.12345678'],
])('%p is %s', (value, text) => {
	expect(formatDecimal(amountOf(value))).toBe(text);
	expect(isAmount(value)).toBe(true);
});

test.each([' ', 'n/a', '1,5', '1e400', true, {}, [], [1], NaN, Infinity, { units: 1n, scale: 0 }])(
	'%p is a malformed row of EXMO, not a mistake of the user',
	(value) => {
		expect(isAmount(value)).toBe(false);
		expect(() => amountOf(value)).toThrow(ExmoError);
		expect(() => amountOf(value)).toThrow(/^EXMO sent .* where an amount belongs$/);
	},
);

test('what is quoted of an answer is short and shows no gift code', () => {
	expect(excerpt('x'.repeat(100))).toHaveLength(40);
	expect(excerpt({ code: 'EX-CODE_90001_USDsecret' })).toBe('{"code":"EX-CODE_…"}');
	expect(excerpt({ units: 1n })).toContain('object');
});
