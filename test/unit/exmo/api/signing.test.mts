import HmacSHA512 from 'crypto-js/hmac-sha512.js';
import Base64 from 'crypto-js/enc-base64.js';
import Hex from 'crypto-js/enc-hex.js';
import fc from 'fast-check';
import { checkKey, formBody, signBody, signLogin } from '../../../../exmo/api/signing.ts';
import { UnusableKey } from '../../../../exmo/api/signersError.ts';
import { KEY_PAIR } from '../../keys.mts';

describe('published vectors', () => {
	// exmo-api/REST.md 1.3
	test.each([
		[
			{ nonce: '1700000000001' },
			'nonce=1700000000001',
			'bf11b6d1e0ccb93720549cc3400be25176e0616009b3eac2f05e41fc8db65dc18018c8732750e423d57266a9734c1107d06b7752276d562ab19f397ba6368297',
		],
		[
			{
				...{ pair: 'BTC_USD', quantity: '0.002', price: 30000, type: 'buy', client_id: 42n },
				nonce: 1700000000002n,
			},
			'pair=BTC_USD&quantity=0.002&price=30000&type=buy&client_id=42&nonce=1700000000002',
			'bc6a4e68fd7c820e2b5a84188900da9eaa149f73abb1b7f253dac77d82bf213df8796f69a9b1721c11f75b26d7fc09131c1c9ada43fc3d003fb698d7620a206e',
		],
		[
			{
				...{ code: 'EX-CODE_1_USDabc+def==', comment: 'two words', limit: undefined },
				nonce: 1700000000003,
			},
			'code=EX-CODE_1_USDabc%2Bdef%3D%3D&comment=two+words&nonce=1700000000003',
			'5f3e2307fb5e5ee41cc224f7da2c8fa119fd8c6c70716c726f99f32eba3a66bd9f3dded59a183279bb5d40bd0c01ecc72a0f3895b234a51dc0bae5f2da9c54e4',
		],
	])('REST %#', (params, body, sign) => {
		expect(formBody(params)).toBe(body);
		expect(signBody(body, KEY_PAIR.apiSecret)).toBe(sign);
	});

	// exmo-api/WEBSOCKET.md 2.1
	test('WebSocket login', () => {
		expect(signLogin(KEY_PAIR, 1700000000004n)).toBe(
			'zQjnJz1JmcmjR/0KiSKmHtkfUzaL+KWkI0fEv3YZ8wL9TpgagALpm87yedAQvpgy8tpswg3YjqQhnZPqPx1a4w==',
		);
	});

	test("WebSocket login of a public client's tests", () => {
		const publicPair = { apiKey: 'api_key_change_me', apiSecret: 'api_secret_change_me' };
		expect(signLogin(publicPair, 1710000000n)).toMatch(/^LhRiS3AO7QdKucUI/);
	});
});

describe('against crypto-js', () => {
	const secrets = fc.stringMatching(/^S-[0-9a-f]{40}$/);

	test('1,000 texts of any characters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), secrets, (body, secret) => {
				expect(signBody(body, secret)).toBe(HmacSHA512(body, secret).toString(Hex));
			}),
			{ numRuns: 1000 },
		);
	});

	test('logins', () => {
		fc.assert(
			fc.property(secrets, fc.bigInt({ min: 1n, max: 2n ** 63n }), (apiSecret, nonce) => {
				const { apiKey } = KEY_PAIR;
				expect(signLogin({ apiKey, apiSecret }, nonce)).toBe(
					HmacSHA512(`${apiKey}${nonce}`, apiSecret).toString(Base64),
				);
			}),
		);
	});
});

test('a form body reads back as the parameters it was made of, without the undefined ones', () => {
	const values = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.constantFrom('a b', '+', '&', '%', '=', '%2B', '\r\n', 'ключ', '💶', undefined),
		fc.bigInt(),
		fc.boolean(),
	);
	fc.assert(
		fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), values), (params) => {
			const body = formBody(params);
			expect(body).toMatch(/^[\w.*+%&=-]*$/);
			const expected = Object.entries(params)
				.filter(([, value]) => value !== undefined)
				.map(([name, value]) => [name, String(value)]);
			expect([...new URLSearchParams(body)]).toEqual(expected);
		}),
	);
});

describe('key pairs that cannot be right', () => {
	const { apiKey, apiSecret } = KEY_PAIR;
	const parts = [
		['API key', apiKey, apiSecret, (value: string) => ({ apiKey: value, apiSecret })],
		['API secret', apiSecret, apiKey, (value: string) => ({ apiKey, apiSecret: value })],
	] as const;

	test('none at all: that market data works without one is said', () => {
		const check = () => checkKey({ apiKey: '', apiSecret: '' });
		expect(check).toThrow(UnusableKey);
		expect(check).toThrow(/^There is no API key\. Public market data works without one;/);
	});

	test('one that can be is left alone', () => {
		expect(() => checkKey(KEY_PAIR)).not.toThrow();
	});

	describe.each(parts)('%s', (label, good, other, pairWith) => {
		test.each([
			['nothing', '', 'is empty'],
			['a space before it', ` ${good}`, 'begins or ends with a space or a line break'],
			['a space behind it', `${good} `, 'begins or ends with a space or a line break'],
			['a line break behind it', `${good}\r\n`, 'begins or ends with a space or a line break'],
			['a no-break space behind it', `${good}\u00a0`, 'begins or ends with a space'],
			['nothing but a space', ' ', 'begins or ends with a space'],
			['a line break inside', `${good.slice(0, 9)}\n${good.slice(9)}`, 'has a space or a line'],
			['straight quotes', `"${good}"`, 'stands in quotes'],
			['a single quote before it', `'${good}`, 'stands in quotes'],
			['a backtick behind it', `${good}\``, 'stands in quotes'],
			['curly quotes', `“${good}”`, 'stands in quotes'],
			[
				'the other part in its place',
				other,
				`begins with ${other.slice(0, 2)}: key and secret have changed places`,
			],
			['another beginning', `X-${good.slice(2)}`, `does not begin with ${good.slice(0, 2)}`],
			['a small letter at its beginning', good.toLowerCase(), 'does not begin with'],
			[
				'an invisible character inside',
				`${good.slice(0, 9)}\u200b${good.slice(9)}`,
				'has an invisible',
			],
			[
				'a foreign letter inside',
				`${good.slice(0, 9)}а${good.slice(9)}`,
				'has an invisible or foreign',
			],
		])('with %s', (_how, value, complaint) => {
			const check = () => checkKey(pairWith(value));
			expect(check).toThrow(UnusableKey);
			expect(check).toThrow(`The ${label} ${complaint}`);
		});
	});

	test('no complaint shows any of the secret, whatever is wrong with it', () => {
		const noise = fc.constantFrom(
			'',
			' ',
			'\n',
			'"',
			"'",
			'“',
			'\u00a0',
			'\u200b',
			'X',
			'K-',
			'S-',
		);
		const hex = fc.stringMatching(/^[0-9a-f]{40}$/);
		fc.assert(
			fc.property(
				hex,
				noise,
				noise,
				noise,
				fc.nat({ max: 40 }),
				(bare, before, behind, inside, at) => {
					const secret = before + bare.slice(0, at) + inside + bare.slice(at) + behind;
					for (const apiKeyField of [apiKey, secret]) {
						try {
							checkKey({ apiKey: apiKeyField, apiSecret: secret });
						} catch (error) {
							expect(String((error as Error).stack)).not.toContain(bare.slice(0, 20));
							expect(String((error as Error).stack)).not.toContain(bare.slice(20));
						}
					}
				},
			),
		);
	});
});
