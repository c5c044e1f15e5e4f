import { SigningRefused } from '../../../../../exmo/api/signersError.ts';
import { withoutSecrets } from '../../../../../exmo/errors/secrets.ts';
import { parseLosslessJson } from '../../../../../exmo/api/json.ts';
import { readFrame } from '../../../../../exmo/stream/connection/frames.ts';
import { InvalidInput } from '../../../../../nodes/shared/errors/nodeErrors.ts';
import { fieldText } from '../../../../../nodes/shared/fields/texts.ts';

describe('the text of a field', () => {
	test.each<[unknown, string]>([
		[' a ', 'a'],
		[51234567890, '51234567890'],
		[0.001, '0.001'],
		[5n, '5'],
		[undefined, ''],
		[null, ''],
	])('%p is "%s"', (value, text) => {
		expect(fieldText('Address Tag', value)).toBe(text);
	});

	test.each([
		{ memo: 5 },
		['1', '2'],
		[],
		Number('9007199254740993'),
		Number('712345678901234567'),
		1e22,
		1e-7,
		NaN,
		Infinity,
		true,
		Symbol('x'),
		() => 'x',
		new Date(0),
		JSON.parse('{"toString":1}'),
		Object.create(null),
	])('%p is refused with the name of the field', (value) => {
		expect(() => fieldText('Address Tag', value)).toThrow(InvalidInput);
		expect(() => fieldText('Address Tag', value)).toThrow(/^Address Tag holds an? /);
	});
});

describe('what looks like a secret is not quoted', () => {
	const secret = `S-${'0123456789abcdef'.repeat(3)}`;

	test.each([
		[`Order "EX-CODE_1_USDabc" is not`, 'Order "EX-CODE_…" is not'],
		[`"ex-code_1_usdabc" is not`, '"EX-CODE_…" is not'],
		[`Pair "${secret}" is not`, 'Pair "S-…" is not'],
		['S-1 and K-2 are short', 'S-1 and K-2 are short'],
	])('%s', (text, shown) => {
		expect(withoutSecrets(text)).toBe(shown);
	});

	test('by the signer either', () => {
		expect(new SigningRefused(`The address "${secret}" is not allowed.`).message).not.toContain(
			secret,
		);
	});

	test('and nothing is quoted without end', () => {
		expect(withoutSecrets('x'.repeat(200_000)).length).toBeLessThan(5000);
	});
});

describe('an answer whose objects have no text', () => {
	test.each(['{"toString":1}', '{"\\u0074oString":1}', '{"a":{"valueOf":{},"toJSON":2}}'])(
		'%s is an object like any other',
		(text) => {
			expect(() => String(parseLosslessJson(text))).not.toThrow();
			expect(() => String((parseLosslessJson(text) as { a?: unknown }).a)).not.toThrow();
		},
	);

	test.each(['['.repeat(60_000), '{"a":'.repeat(60_000), '[{"a":['.repeat(30_000)])(
		'and one that is nested without end is none',
		(open) => {
			expect(() => parseLosslessJson(open)).toThrow(SyntaxError);
		},
	);

	test.each([
		'{"event":"update","topic":{"toString":1}}',
		'{"event":"error","code":{"toString":1}}',
	])('a frame: %s', (text) => {
		expect(() => readFrame(text)).not.toThrow();
	});
});
