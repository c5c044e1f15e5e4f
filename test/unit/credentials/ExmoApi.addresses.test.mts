import { SigningRefused, UnusableAddress } from '../../../exmo/api/signersError.ts';
import { API, authenticate, refusal, refusals, SHAPES, type Options } from './requests.mts';

describe('other addresses', () => {
	test.each([
		['another exchange', 'https://api.exmo.me/v1.1/user_info'],
		['another host', 'https://evil.example/v1.1/user_info'],
		['a look-alike behind', 'https://api.exmo.com.evil.example/v1.1/user_info'],
		['a look-alike before', 'https://evil-api.exmo.com/v1.1/user_info'],
		['a look-alike letter', 'https://api.exmо.com/v1.1/user_info'],
		['a dot behind', 'https://api.exmo.com./v1.1/user_info'],
		['a parent', 'https://exmo.com/v1.1/user_info'],
		['another port', 'https://api.exmo.com:8443/v1.1/user_info'],
		['plain http', 'http://api.exmo.com/v1.1/user_info'],
		['another scheme', 'ftp://api.exmo.com/v1.1/user_info'],
		['user-info', 'https://me@api.exmo.com/v1.1/user_info'],
		['user-info with password', 'https://me:word@api.exmo.com/v1.1/user_info'],
		['the host as user-info', 'https://api.exmo.com@evil.example/v1.1/user_info'],
		['the host as password', 'https://x:api.exmo.com@evil.example/v1.1/user_info'],
		['a backslash', 'https://evil.example\\@api.exmo.com/v1.1/user_info'],
		['a fragment', 'https://evil.example#@api.exmo.com/v1.1/user_info'],
		['a query', 'https://evil.example?@api.exmo.com/v1.1/user_info'],
	])('%s: %s', async (_name, url) => {
		for (const error of await refusals(url)) {
			expect(error).toBeInstanceOf(SigningRefused);
			expect(error.message).toMatch(
				/^This credential signs only for https:\/\/api\.exmo\.com, not for .+\.$/,
			);
		}
	});

	test.each(['', 'user_info', '/v1.1/user_info', '//api.exmo.com/v1.1/user_info', 'https://'])(
		'no address: %j',
		async (url) => {
			for (const name of ['url and object body', 'uri and form']) {
				const error = await refusal(SHAPES[name](url, {}));
				expect(error).toBeInstanceOf(SigningRefused);
				expect(error.message).toContain('an address that is not a URL');
			}
		},
	);

	test.each([
		`https://api.exmo.com/v1/user_info`,
		`https://api.exmo.com/V1.1/user_info`,
		`https://api.exmo.com/v1.1user_info`,
		`https://api.exmo.com/v1.1`,
		`https://api.exmo.com/%76%31.1/user_info`,
		`${API}../v1/user_info`,
		`${API}%2e%2e/v1/user_info`,
		`${API}.%2E/ctrl/feesAndLimits`,
		`${API}user_info/../../user_info`,
	])('another path: %s', async (url) => {
		for (const error of await refusals(url)) {
			expect(error).toBeInstanceOf(SigningRefused);
			expect(error.message).toBe(`This credential signs only for methods below ${API}.`);
		}
	});

	test('a double slash before the path', async () => {
		const url = 'https://api.exmo.com//v1.1/user_info';
		for (const name of ['url and object body', 'uri and form']) {
			const error = await refusal(SHAPES[name](url, {}));
			expect(error.message).toBe(`This credential signs only for methods below ${API}.`);
		}
	});

	test("a path of the custom URL's own belongs to the address", async () => {
		const credentials = { exchange: 'custom', customUrl: 'https://proxy.example/exmo' };
		for (const error of await refusals('https://proxy.example/v1.1/user_info', credentials)) {
			expect(error.message).toContain('methods below https://proxy.example/exmo/v1.1/');
		}
	});

	// n8n reads `url` before `uri`, and resolves a base URL in ways of its own: what is signed for one
	// address must never be sent to another
	test.each<[string, object]>([
		['two addresses', { uri: `${API}user_info`, url: 'https://evil.example/v1.1/user_info' }],
		['an address without a scheme', { baseURL: API, url: '//evil.example/user_info' }],
		['a backslash', { baseURL: API, url: '\\\\evil.example/user_info' }],
		['a scheme without slashes', { baseURL: API, url: 'http:evil.example/user_info' }],
		['a line break in the scheme', { baseURL: API, url: 'ht\ntps://evil.example/user_info' }],
		['a space before the scheme', { baseURL: API, url: ' https://evil.example/user_info' }],
	])('mixed: %s', async (_name, address) => {
		for (const body of ['body', 'form']) {
			const outcome = await authenticate({
				method: 'POST',
				...address,
				[body]: {},
			} as Options).catch((error: Error) => error);
			if (outcome instanceof Error) {
				expect(outcome).toBeInstanceOf(SigningRefused);
			} else {
				const { url, uri, baseURL } = outcome as { url?: string; uri?: string; baseURL?: string };
				expect(new URL((url ?? uri) as string, baseURL).origin).toBe('https://api.exmo.com');
			}
		}
	});

	test('of two addresses, the one counts that n8n takes', async () => {
		const [here, there] = [`${API}user_info`, 'https://evil.example/v1.1/user_info'];
		const signed = await authenticate({
			method: 'POST',
			url: here,
			uri: there,
		} as unknown as Options);
		expect([signed.url, signed.uri]).toEqual([here, undefined]);
		await refusal({ method: 'POST', url: there, uri: here } as unknown as Options);
	});
});

test('plain http is for this machine and private networks', async () => {
	const custom = (customUrl: string) => ({ exchange: 'custom', customUrl });
	const [error] = await refusals(
		'http://exmo.example/v1.1/user_info',
		custom('http://exmo.example'),
	);
	expect(error).toBeInstanceOf(UnusableAddress);
	expect(error.message).toContain('Plain http would send the key unprotected to exmo.example');
	const nearby = SHAPES['uri and form']('http://192.168.1.2:8080/v1.1/user_info', {});
	expect((await authenticate(nearby, custom('http://192.168.1.2:8080'))).headers).toHaveProperty(
		'Sign',
	);
});
