import { runInNewContext } from 'node:vm';
import HmacSHA512 from 'crypto-js/hmac-sha512.js';
import fc from 'fast-check';
import { ExmoApi } from '../../../credentials/ExmoApi.credentials.ts';
import { KEY_PAIR } from '../keys.mts';
import { API, authenticate, SHAPES, UNKNOWN, type Options } from './requests.mts';

const USER_INFO = `${API}user_info`;

const headersOf = (options: Options) => options.headers as Record<string, string>;
const nonceOf = (options: Options) => {
	const nonces = new URLSearchParams(options.body as string).getAll('nonce');
	expect(nonces).toHaveLength(1);
	return BigInt(nonces[0]);
};

/** The signature fits the very bytes that are to be sent, and nothing that could change them is left. */
function expectSigned(options: Options): void {
	const { body, headers } = options;
	expect(typeof body).toBe('string');
	expect(headers).toMatchObject({
		Key: KEY_PAIR.apiKey,
		Sign: HmacSHA512(body as string, KEY_PAIR.apiSecret).toString(),
		'Content-Type': 'application/x-www-form-urlencoded',
	});
	expect(options).not.toHaveProperty('form');
}

describe.each(Object.entries(SHAPES))('a private request with %s', (_name, shape) => {
	test('gets a nonce and a signature over the exact body', async () => {
		const signed = await authenticate(shape(UNKNOWN, { limit: '5', comment: 'a b+c&d=%' }));
		expectSigned(signed);
		const nonce = nonceOf(signed);
		expect(signed.body).toBe(`limit=5&comment=a+b%2Bc%26d%3D%25&nonce=${nonce}`);
	});

	test('without parameters sends the nonce alone', async () => {
		const signed = await authenticate(shape(USER_INFO, {}));
		expectSigned(signed);
		expect(signed.body).toMatch(/^nonce=\d+$/);
	});

	test('goes to the very address that was looked at', async () => {
		const { url, uri, baseURL } = await authenticate(shape(USER_INFO, {}));
		expect([url, uri].filter((address) => address !== undefined)).toEqual([USER_INFO]);
		expect(baseURL).toBeUndefined();
	});

	test('that only reads is signed again after an HTTP 401: a new nonce, nothing twice', async () => {
		const first = await authenticate(shape(`${API}user_cancelled_orders`, { limit: '5' }));
		const second = await authenticate(structuredClone(first));
		expectSigned(second);
		expect(nonceOf(second)).toBeGreaterThan(nonceOf(first));
		expect(second.body).toBe(`limit=5&nonce=${nonceOf(second)}`);
		expect(Object.keys(headersOf(second)).sort()).toEqual(['Content-Type', 'Key', 'Sign']);
		expect({ ...second, body: '', headers: {} }).toEqual({ ...first, body: '', headers: {} });
	});

	test.each(['order_cancel', 'something_new'])(
		'that may have had an effect is not signed again after an HTTP 401: %s',
		async (method) => {
			const first = await authenticate(shape(`${API}${method}`, { order_id: '5' }));
			await expect(authenticate(structuredClone(first))).rejects.toThrow(
				`${method} was sent, and the answer was HTTP 401`,
			);
		},
	);

	test('follows no redirect, whichever of the names n8n looks at', async () => {
		// `disableFollowRedirect` counts for nodes; the other path knows the other two
		const redirecting = {
			...shape(USER_INFO, {}),
			...{ disableFollowRedirect: false, followRedirect: true, followAllRedirects: true },
			...{ maxRedirects: 21, sendCredentialsOnCrossOriginRedirect: true },
		};
		expect(await authenticate(redirecting)).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	test('does not change the options that it was given', async () => {
		const options = { ...shape(UNKNOWN, { limit: '5' }), headers: { Accept: '*/*' } };
		const before = { ...options, headers: { ...options.headers } };
		await authenticate(options);
		expect(options).toEqual(before);
	});
});

test('1,000 random bodies are signed as crypto-js signs them, and arrive as they were meant', async () => {
	const texts = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc
			.array(fc.constantFrom(' ', '+', '&', '%', '=', '%2B', 'ключ', '💶', '\n'))
			.map((all) => all.join('')),
	);
	const bodies = fc.dictionary(texts, texts, { maxKeys: 6 });
	const shapes = fc.constantFrom(...Object.values(SHAPES));
	await fc.assert(
		fc.asyncProperty(bodies, shapes, async (params, shape) => {
			fc.pre(!('nonce' in params));
			const signed = await authenticate(shape(UNKNOWN, params));
			expectSigned(signed);
			expect([...new URLSearchParams(signed.body as string)]).toEqual([
				...Object.entries(params),
				['nonce', String(nonceOf(signed))],
			]);
		}),
		{ numRuns: 1000 },
	);
});

test('headers of the same names in other letters are replaced, harmless ones stay', async () => {
	const headers = {
		...{ key: 'K-old', SIGN: 'old', 'content-type': 'application/json', 'Content-Length': 5 },
		...{ accept: 'application/json', 'User-Agent': 'mine', 'accept-Language': 'uk' },
	};
	const signed = await authenticate({ ...SHAPES['url and object body'](USER_INFO, {}), headers });
	expectSigned(signed);
	expect(headersOf(signed)).toEqual({
		...{ accept: 'application/json', 'User-Agent': 'mine', 'accept-Language': 'uk' },
		...{ Key: KEY_PAIR.apiKey, Sign: headersOf(signed).Sign },
		'Content-Type': 'application/x-www-form-urlencoded',
	});
});

test('a nonce that somebody else put in is replaced', async () => {
	const signed = await authenticate(SHAPES['uri and form'](UNKNOWN, { nonce: '1', limit: '5' }));
	expect(nonceOf(signed)).toBeGreaterThan(BigInt(Date.now() - 60_000));
});

test.each([
	['exmoMe', '', 'https://api.exmo.me'],
	['sandbox', '', 'http://127.0.0.1:8080'],
	['custom', 'http://10.1.2.3:8081/', 'http://10.1.2.3:8081'],
	['custom', 'https://proxy.example/exmo', 'https://proxy.example/exmo'],
	['exmoCom', '', 'https://API.exmo.com:443'],
])('signs for the exchange %s %s', async (exchange, customUrl, base) => {
	const options = SHAPES['uri and form'](`${base}/v1.1/user_info`, {});
	expectSigned(await authenticate(options, { exchange, customUrl }));
});

describe('public requests stay as they are', () => {
	const nobody = { apiKey: '', apiSecret: '', permissions: '' };

	test.each<[string, Options]>([
		['a node', { method: 'GET', url: 'https://api.exmo.com/v1.1/ticker' }],
		['a query', { method: 'GET', url: 'https://api.exmo.com/v1.1/order_book?pair=BTC_USD' }],
		['qs', { method: 'GET', url: 'https://api.exmo.com/v1.1/trades', qs: { pair: 'BTC_USD' } }],
		['POST', { method: 'POST', url: 'https://api.exmo.com/v1.1/trades', body: { pair: 'A_B' } }],
		['uri', { method: 'GET', uri: 'https://api.exmo.com/v1.1/currency/' } as unknown as Options],
		['baseURL', { method: 'GET', baseURL: 'https://api.exmo.com', url: '/v1.1/pair_settings' }],
		['another exchange', { method: 'GET', url: 'https://api.exmo.me/v1.1/ticker' }],
	])('%s', async (_name, options) => {
		const before = structuredClone(options);
		for (const credentials of [{}, nobody]) {
			expect(await authenticate(options, credentials)).toEqual(before);
		}
	});
});

describe("n8n's test of the credential", () => {
	const { test: credentialTest } = new ExmoApi();

	/** n8n's rule: the first one whose key has the very value turns the test red. */
	const verdict = (reply: Record<string, unknown>) =>
		credentialTest.rules
			?.map((rule) => rule.properties as { key: string; value: unknown; message: string })
			.find(({ key, value }) => reply[key] === value)?.message;

	test.each([
		['exmoCom', '', 'https://api.exmo.com'],
		['exmoMe', '', 'https://api.exmo.me'],
		['sandbox', '', 'http://127.0.0.1:8080'],
		['custom', ' http://127.0.0.1:8081// ', 'http://127.0.0.1:8081'],
	])('asks %s %s for user_info', (exchange, customUrl, base) => {
		const { baseURL, url, method } = credentialTest.request;
		const expression = /^=\{\{(.*)\}\}$/s.exec(String(baseURL))?.[1] ?? '';
		const asked = runInNewContext(expression, { $credentials: { exchange, customUrl } }) as string;
		expect([method, asked + url]).toEqual(['POST', `${base}/v1.1/user_info`]);
	});

	test('is green for the data of an account', () => {
		expect(verdict({ uid: 4200017, server_date: 1760000020, balances: {} })).toBeUndefined();
	});

	test('has a sentence of its own for each refusal', () => {
		const sentences = [
			"Error 40003: Authorization error, http header 'Key' not specified",
			'Error 40005: Authorization error, Incorrect signature',
			'Error 40016: Maintenance work in progress',
			'Error 40017: Wrong API Key',
			'Error 40032: Access is denied for this API key',
			'Error 40033: Access is denied, this resources are temporarily blocked to user',
			'Error 40034: Access is denied, rate limit is exceeded',
			'40009: The nonce parameter is less or equal than what was used before "1"',
		].map((error) => verdict({ result: false, error }) ?? '');
		expect(new Set(sentences).size).toBe(8);
		for (const sentence of sentences) expect(sentence).toMatch(/^EXMO .+\. .+\.$|^This .+\. .+\.$/);
	});

	test('is red for the answer of something else', () => {
		expect(verdict({ hello: 'world' })).toContain('not that of an EXMO account');
	});
});
