/** A signed request goes straight to the exchange: no option of the caller's leads it another way. */
import { Agent } from 'node:https';
import { SigningRefused } from '../../../exmo/api/signersError.ts';
import { API, authenticate, refusal, SHAPES, type Options } from './requests.mts';

const USER_INFO = `${API}user_info`;
const shapes = Object.entries(SHAPES);

describe.each(shapes)('asked with %s', (_name, shape) => {
	const withOptions = (more: object) => ({ ...shape(USER_INFO, {}), ...more }) as Options;

	test.each<[string, unknown]>([
		['proxy', 'http://127.0.0.1:8888'],
		['proxy', { protocol: 'http', host: '127.0.0.1', port: 8888 }],
		['agentOptions', { ca: 'a certificate' }],
		['agentOptions', { rejectUnauthorized: false }],
		['agentOptions', Object.create({ rejectUnauthorized: false })],
		['agent', new Agent()],
		['httpAgent', new Agent()],
		['httpsAgent', new Agent()],
		['auth', { user: 'me', pass: 'word', sendImmediately: false }],
		['ca', 'a certificate'],
		['pfx', Buffer.from('a certificate')],
		['socketPath', '/tmp/socket'],
		['lookup', () => '127.0.0.1'],
		['servername', 'other.example'],
		['beforeRedirect', () => {}],
		['transformRequest', [() => 'other']],
	])('refuses %s %j', async (name, value) => {
		const error = await refusal(withOptions({ [name]: value }));
		expect(error).toBeInstanceOf(SigningRefused);
		expect(error.message).toContain(`this credential signs none with the option ${name}.`);
	});

	test('takes what is not set for not set', async () => {
		const nothing = { proxy: '', agentOptions: {}, auth: undefined, ca: null, tunnel: false };
		expect((await authenticate(withOptions(nothing))).headers).toHaveProperty('Sign');
	});

	test.each<object>([
		{ rejectUnauthorized: false },
		{ rejectUnauthorized: 0 },
		{ skipSslCertificateValidation: true },
		{ skipSslCertificateValidation: 'yes' },
		{ rejectUnauthorized: true, skipSslCertificateValidation: true },
	])('refuses %j at an exchange on the internet', async (more) => {
		const error = await refusal(withOptions(more));
		expect(error).toBeInstanceOf(SigningRefused);
		expect(error.message).toContain('only when the certificate of api.exmo.com is checked');
	});

	test.each(['https://127.0.0.1:8443', 'https://localhost', 'https://sandbox.local'])(
		'lets the certificate of %s go unchecked',
		async (customUrl) => {
			const custom = { exchange: 'custom', customUrl };
			for (const more of [{ rejectUnauthorized: false }, { skipSslCertificateValidation: true }]) {
				const options = { ...shape(`${customUrl}/v1.1/user_info`, {}), ...more } as Options;
				expect(await authenticate(options, custom)).toMatchObject(more);
			}
		},
	);

	test.each<[string, unknown]>([
		['Host', 'evil.example'],
		['host', 'evil.example'],
		['X-Original-URL', '/v1.1/withdraw_crypt'],
		['X-HTTP-Method-Override', 'PUT'],
		['x-forwarded-host', 'evil.example'],
		['Transfer-Encoding', 'chunked'],
		['Connection', 'upgrade'],
		['Cookie', 'a=b'],
		['Authorization', 'Basic x'],
		['Proxy-Authorization', 'Basic x'],
		['Trailer', 'Key'],
	])('refuses the header %s', async (name, value) => {
		const error = await refusal(withOptions({ headers: { Accept: '*/*', [name]: value } }));
		expect(error).toBeInstanceOf(SigningRefused);
		expect(error.message).toContain(`signs no request with the header "${name}"`);
	});

	test('refuses a header of many values, and headers that are no object', async () => {
		for (const headers of [{ Accept: ['a', 'b'] }, [['Host', 'evil.example']], 'Host: evil']) {
			const error = await refusal(withOptions({ headers }));
			expect(error.message).toContain('signs no request with the header');
		}
	});

	test('keeps what only says how the answer is read, and nothing that it does not know', async () => {
		const { signal } = new AbortController();
		const kept = {
			...{ json: false, encoding: null, useStream: true, simple: false, gzip: true, timeout: 5000 },
			...{
				resolveWithFullResponse: true,
				returnFullResponse: true,
				allowedDomains: 'api.exmo.com',
			},
			...{ ignoreHttpStatusErrors: { ignore: true, except: [] }, abortSignal: signal },
		};
		const signed = await authenticate(
			withOptions({ ...kept, newOption: 'x', rejectUnauthorized: true }),
		);
		const { url, uri, body, headers, ...rest } = signed;
		expect([url ?? uri, typeof body, typeof headers]).toEqual([USER_INFO, 'string', 'object']);
		expect(rest).toEqual({
			...kept,
			...{ method: 'POST', rejectUnauthorized: true },
			...{ disableFollowRedirect: true, maxRedirects: 0, followRedirect: false },
			...{ followAllRedirects: false, sendCredentialsOnCrossOriginRedirect: false },
		});
		expect(rest.abortSignal).toBe(signal);
	});

	test('looks at each option once', async () => {
		let looks = 0;
		const options = Object.defineProperty(withOptions({}), 'proxy', {
			enumerable: true,
			get: () => (looks++ === 0 ? undefined : 'http://127.0.0.1:8888'),
		});
		expect(await authenticate(options)).not.toHaveProperty('proxy');
		expect(looks).toBe(1);
	});
});

test.each([
	['HTTPS://API.exmo.com:443/v1.1/user_info', USER_INFO],
	['https://api.exmo.com/v1.1/./user_info', USER_INFO],
	['https://api.exmo.com/v1.1/ticker/../user_info', USER_INFO],
	['https://api.exmo.com\\v1.1\\user_info', USER_INFO],
	['https:api.exmo.com/v1.1/user_info', USER_INFO],
	['https://api.exmo.com/v1.1/user_info?', USER_INFO],
	['https://api.exmo.com/v1.1/user_info#x', USER_INFO],
	['ht\ntps://api.exmo.com/v1.1/us\ter_info', USER_INFO],
])('%j is signed and sent as it was parsed', async (written, sent) => {
	for (const name of ['url and object body', 'uri and form']) {
		const { url, uri } = await authenticate(SHAPES[name](written, {}));
		expect(url ?? uri).toBe(sent);
	}
});

test('an address that is an object becomes text once', async () => {
	let asked = 0;
	const changing = { toString: () => (asked++ === 0 ? USER_INFO : `${API}withdraw_crypt`) };
	const error = await refusal({ method: 'POST', uri: changing } as unknown as Options);
	expect(error.message).toContain('an address that is not a URL');
	const { uri } = await authenticate({ method: 'POST', uri: new URL(USER_INFO) } as never);
	expect(uri).toBe(USER_INFO);
});

test('a public request goes by whatever route the caller wants: it carries no key', async () => {
	const options = {
		...{ method: 'GET', url: `${API}ticker`, proxy: { host: '127.0.0.1', port: 8888 } },
		headers: { 'X-Trace': '1' },
	} as Options;
	expect(await authenticate(options)).toBe(options);
});
