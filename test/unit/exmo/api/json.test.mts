import fc from 'fast-check';
import { isLosslessNumber, parse as parseOracle } from 'lossless-json';
import { parseLosslessJson } from '../../../../exmo/api/json.ts';

/** JSON texts with numbers as exchanges write them, and with strings that look like numbers. */
const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,12})?([eE][+-]?\d{1,2})?$/);
const trickyStrings = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		'1.50',
		'"1.50"',
		'\\',
		'\\"',
		'\\\\"1.50',
		'a\\"812345678901234567\\"',
		'\n1e-7',
		'valueOf',
		'toString',
		'toJSON',
	),
	digits,
);
const { json } = fc.letrec<{ json: string; value: string }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		digits,
		trickyStrings.map((text) => JSON.stringify(text)),
		fc.constantFrom('true', 'false', 'null'),
		tie('json'),
	),
	json: fc.oneof(
		fc.array(tie('value'), { maxLength: 4 }).map((values) => `[${values.join(', ')}]`),
		fc
			.uniqueArray(fc.tuple(trickyStrings, tie('value')), {
				maxLength: 4,
				selector: ([name]) => name,
			})
			.map(
				(entries) =>
					`{ ${entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')} }`,
			),
	),
}));

/** Members of these names would leave an object without a text; they are left out. */
const METHODS = ['toString', 'valueOf', 'toJSON'];

/** What is promised: a number that a double gives back digit by digit stays one, any other becomes its digits. */
const promised = (value: unknown): unknown => {
	if (isLosslessNumber(value)) {
		const number = Number(value.value);
		const isSame = JSON.stringify(number) === value.value && !(Math.abs(number) > 2 ** 53 - 1);
		return isSame ? number : value.value;
	}
	if (Array.isArray(value)) return value.map(promised);
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value)
				.filter(([name]) => !METHODS.includes(name))
				.map(([name, inner]) => [name, promised(inner)]),
		);
	}
	return value;
};

test('no digit gets lost, nothing else changes (against lossless-json)', () => {
	fc.assert(
		fc.property(json, (text) => {
			expect(parseLosslessJson(text)).toEqual(promised(parseOracle(text)));
		}),
		{ numRuns: 1000 },
	);
});

test('every integer comes back with its digits, of whatever size', () => {
	fc.assert(
		fc.property(fc.bigInt(), (id) => {
			const { order_id } = parseLosslessJson(`{"order_id":${id}}`) as { order_id: unknown };
			expect(String(order_id)).toBe(String(id));
		}),
	);
});

test.each([
	['{"parent_order_id":812345678901234567}', { parent_order_id: '812345678901234567' }],
	[
		'[9007199254740991,9007199254740992,9007199254740993]',
		[9007199254740991, '9007199254740992', '9007199254740993'],
	],
	['[-812345678901234567]', ['-812345678901234567']],
	['[1.50,1E-7,1e-7,0.00000001,29990.5,42]', ['1.50', '1E-7', 1e-7, '0.00000001', 29990.5, 42]],
	[
		String.raw`["say \"812345678901234567\"","\\",1.50]`,
		['say "812345678901234567"', '\\', '1.50'],
	],
	[String.raw`{"\"1.50":"1.50"}`, { '"1.50': '1.50' }],
	['812345678901234567', '812345678901234567'],
])('%s', (text, value) => {
	expect(parseLosslessJson(text)).toEqual(value);
});

describe('what is not JSON stays so', () => {
	const isJson = (text: string): boolean => {
		try {
			JSON.parse(text);
			return true;
		} catch {
			return false;
		}
	};

	test.each([
		...['', '{', '{"a":1', '[1,]', '{1.50:2}', '{812345678901234567:"x"}', '01', '+1.50', '.50'],
		...['1.', '1.50.5', '-', '[1.50 2.50]', '{"a":NaN}', "{'a':1}", '<html>', 'undefined'],
		...[String.raw`"\1.50`, '"cut 1.50', String.raw`{"a":"cut \" 1.50`],
	])('%j', (text) => {
		expect(isJson(text)).toBe(false);
		expect(() => parseLosslessJson(text)).toThrow(SyntaxError);
	});

	test('whatever JSON.parse refuses is refused: JSON with a piece cut out, doubled or put in', () => {
		const piece = fc.constantFrom(
			'',
			'"',
			'\\',
			'1.50',
			'812345678901234567',
			',',
			':',
			'{',
			'-',
			'.',
		);
		const broken = fc
			.tuple(json, fc.nat(), fc.nat({ max: 5 }), piece)
			.map(([text, at, length, put]) => {
				const start = at % text.length;
				return text.slice(0, start) + put + text.slice(start + length);
			});
		const soup = fc
			.array(fc.oneof(piece, fc.constantFrom('[', ']', '}', 'null', '\\u00', 'e5')), {
				maxLength: 8,
			})
			.map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(fc.oneof(broken, soup), (text) => {
				if (isJson(text)) expect(() => parseLosslessJson(text)).not.toThrow();
				else expect(() => parseLosslessJson(text)).toThrow(SyntaxError);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('long texts', () => {
	const LENGTH = 1_000_000;

	test.each([
		['letters', 'x'.repeat(LENGTH)],
		['escaped quotes', '"'.repeat(LENGTH)],
		['backslashes', '\\'.repeat(LENGTH)],
		['digits', '1.50 '.repeat(LENGTH / 5)],
	])('a string of a million %s comes back whole', (_of, long) => {
		const { text } = parseLosslessJson(JSON.stringify({ text: long })) as { text: string };
		expect(text === long).toBe(true);
	});

	test('a long text that was cut off inside a string is refused, and soon', () => {
		const cut = JSON.stringify('"'.repeat(LENGTH / 4)).slice(0, -1);
		expect(() => parseLosslessJson(cut)).toThrow(SyntaxError);
	});
});
