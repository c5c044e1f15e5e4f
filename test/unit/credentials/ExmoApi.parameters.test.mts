/** A request's parameters become text once, or the request is not signed. */
import { Readable } from 'node:stream';
import { SigningRefused } from '../../../exmo/api/signersError.ts';
import { API, authenticate, refusal, SHAPES, UNKNOWN, type Options } from './requests.mts';

const withBody = (body: unknown) => ({ ...SHAPES['url and object body'](UNKNOWN, {}), body });

test('those that are not there are left out, numbers are written plainly', async () => {
	const body = { pair: 'A_B', price: 0, client_id: 42, rate: 0.25, post: true, limit: undefined };
	const signed = await authenticate(withBody({ ...body, id: 12n ** 20n, x: null }) as Options);
	expect(signed.body).toContain(
		`pair=A_B&price=0&client_id=42&rate=0.25&post=true&id=${12n ** 20n}&nonce=`,
	);
});

let asked = 0;
test.each<[string, unknown]>([
	['a list', ['1', '2']],
	['an object', { a: '1' }],
	['an object that answers differently each time', { toString: () => String(asked++) }],
	['a boxed text', new String('1')],
	['a function', () => '1'],
	['a date', new Date()],
	['an exponent', 1e-7],
	['a large exponent', 1e21],
	['an integer that was rounded', Number('812345678901234567')],
	['not a number', NaN],
	['infinity', Infinity],
])('%s is refused', async (_what, order_id) => {
	const error = await refusal(withBody({ order_id }) as Options);
	expect(error).toBeInstanceOf(SigningRefused);
	expect(error.message).toMatch(/^The parameter "order_id" is .+\. Write it as text\.$/);
	expect(asked).toBe(0);
});

test('a value is looked at once', async () => {
	const body = Object.defineProperty({}, 'order_id', {
		enumerable: true,
		get: () => String(++asked),
	});
	expect((await authenticate(withBody(body) as Options)).body).toMatch(/^order_id=1&nonce=/);
});

test.each([
	'order_id=1&order_id=2',
	new URLSearchParams('order_id=1&order_id=2'),
	Buffer.from('order_id=1&order_id=1'),
])('a name that comes twice is refused: %s', async (body) => {
	const error = await refusal(withBody(body) as Options);
	expect(error.message).toBe('The body has two parameters "order_id".');
});

test('a name that could be a secret is not shown', async () => {
	const error = await refusal(
		SHAPES['uri and form'](`${API}user_info`, { 'EX-CODE_1_USDabc': '' }),
	);
	expect(error.message).toContain('user_info has no parameter of this name');
});

test.each<[string, unknown]>([
	['a list', [{ order_id: '1' }]],
	['a stream', Readable.from(['order_id=1'])],
	['other bytes', new TextEncoder().encode('order_id=1')],
	['a map', new Map([['order_id', '1']])],
	['a number', 5],
])('a body that is no form is refused: %s', async (_what, body) => {
	expect((await refusal(withBody(body) as Options)).message).toContain('Form Urlencoded');
});

test('of two bodies none is signed', async () => {
	const both = { method: 'POST', uri: UNKNOWN, form: { a: '1' }, body: { b: '2' } };
	expect((await refusal(both as unknown as Options)).message).toContain('Form Urlencoded');
});
