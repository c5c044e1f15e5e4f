import { formatDecimal } from '../../../../../exmo/money/decimal.ts';
import { InvalidInput } from '../../../../../nodes/shared/errors/nodeErrors.ts';
import {
	meantBy,
	readDecimal,
	readNotNegative,
	readPositive,
	readWhole,
} from '../../../../../nodes/shared/fields/numbers.ts';

const PRICE = { label: 'Price', sample: '30000' };

const refusal = (value: unknown): string => {
	try {
		return formatDecimal(readPositive(PRICE, value));
	} catch (error) {
		expect(error).toBeInstanceOf(InvalidInput);
		return (error as Error).message;
	}
};

test.each([
	['1,234.56', 'Price "1,234.56" is not a number. Write 1234.56.'],
	['1.234,56', 'Price "1.234,56" is not a number. Write 1234.56.'],
	['1 234.56', 'Price "1 234.56" is not a number. Write 1234.56.'],
	["1'234.56", 'Price "1\'234.56" is not a number. Write 1234.56.'],
	['0,5', 'Price "0,5" is not a number. Write 0.5.'],
	['1,234', 'Price "1,234" is not a number. Write 1.234 or 1234.'],
	['1,234,567', 'Price "1,234,567" is not a number. Write 1234567.'],
	['1.234.567', 'Price "1.234.567" is not a number. Write 1234567.'],
	['$5', 'Price "$5" is not a number. Write 5.'],
	['5 USD', 'Price "5 USD" is not a number. Write 5.'],
	['5%', 'Price "5%" is not a number. Write 5.'],
	['1,2,3', 'Price "1,2,3" is not a number. Write it like 30000.'],
	['much', 'Price "much" is not a number. Write it like 30000.'],
	['0x10', 'Price "0x10" is not a number. Write it like 30000.'],
	[NaN, 'Price "NaN" is not a number. Write it like 30000.'],
	[Infinity, 'Price "Infinity" is not a number. Write it like 30000.'],
	[true, 'Price "true" is not a number. Write it like 30000.'],
	[{ a: 1 }, 'Price holds an object, not a number. Write it like 30000.'],
	[['1', '2'], 'Price holds a list, not a number. Write it like 30000.'],
	['', 'Price is empty. Fill in a number such as 30000.'],
	['  ', 'Price is empty. Fill in a number such as 30000.'],
	[null, 'Price is empty. Fill in a number such as 30000.'],
	[undefined, 'Price is empty. Fill in a number such as 30000.'],
	['0', 'Price is zero; it has to be above 0.'],
	['-1', 'Price is negative; it has to be above 0.'],
	['9'.repeat(101), `Price "${'9'.repeat(30)}…" has more digits than any amount.`],
	['x'.repeat(40), `Price "${'x'.repeat(30)}…" is not a number. Write it like 30000.`],
])('%j: the field, what is in it, and what would be valid', (value, sentence) => {
	expect(refusal(value)).toBe(sentence);
});

test.each([
	['30000.10', '30000.1'],
	[0.1, '0.1'],
	['1e-7', '0.0000001'],
	[' .5 ', '0.5'],
])('%j is read', (value, text) => expect(refusal(value)).toBe(text));

test('what is suggested is always a number', () => {
	const signs = ['1', '23', ',', '.', ' ', '$', 'USD', '-', 'e5', '_'];
	for (const a of signs)
		for (const b of signs)
			for (const c of signs)
				for (const d of signs)
					for (const meant of meantBy(a + b + c + d)) readDecimal(PRICE, meant);
});

test('an empty field is zero where that is allowed; a negative number is not', () => {
	expect(formatDecimal(readNotNegative(PRICE, ''))).toBe('0');
	expect(() => readNotNegative(PRICE, '-0.1')).toThrow(
		'Price is negative; it has to be 0 or above.',
	);
});

test.each([[''], [null], [undefined], [true], ['1.5'], ['many'], [0], [11], [[]]])(
	'%j is not a whole number from 1 to 10',
	(value) => {
		expect(() => readWhole({ label: 'Depth' }, value, 1, 10)).toThrow(
			'Depth has to be a whole number from 1 to 10.',
		);
	},
);
