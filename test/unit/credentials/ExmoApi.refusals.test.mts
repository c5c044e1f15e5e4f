import fc from 'fast-check';
import { SigningRefused, UnusableKey } from '../../../exmo/api/signersError.ts';
import { KEY_PAIR } from '../keys.mts';
import { API, authenticate, refusal, refusals, SHAPES, type Options } from './requests.mts';

const READ_ONLY = { permissions: ['read'] };

describe('what the permissions do not cover', () => {
	test.each([
		['order_create', ['read'], 'Trade'],
		['order_cancel', ['read', 'withdraw'], 'Trade'],
		['margin/user/position/close', ['read'], 'Trade'],
		['withdraw_crypt', ['read', 'trade'], 'Withdraw'],
		['excode_create', ['read', 'trade'], 'Withdraw'],
		['user_info', ['trade', 'withdraw'], 'Read'],
		['user_info', [], 'Read'],
	])('%s with %j', async (path, permissions, needed) => {
		for (const error of await refusals(API + path, { permissions })) {
			expect(error).toBeInstanceOf(SigningRefused);
			expect(error.message).toContain(`${path} needs the permission "${needed}"`);
		}
	});

	test.each([
		...['order_create/', './order_create', 'user_info/../order_create', '%2e/order_create'],
		...[
			'user_info/%2e%2e/order_create',
			'user_info/.%2E/order_create',
			'user_info\\..\\order_create',
		],
		...['ticker/../order_create', 'ticker/%2e%2e/order_create', 'order_create#/v1.1/ticker'],
		...['order_create#ticker', '../v1.1/order_create', 'ticker/../../v1.1/order_create'],
	])('order_create written %s', async (path) => {
		for (const error of await refusals(API + path, READ_ONLY)) {
			expect(error.message).toContain('order_create needs the permission "Trade"');
		}
	});

	test.each([
		...[
			'ORDER_CREATE',
			'Order_Create',
			'/order_create',
			'order_create//',
			'order_create//x',
			'order%5Fcreate',
		],
		...['%6frder_create', 'order_create;a', 'order_create%00', 'order_create%2f', 'user_info%2f..'],
		...[
			'ticker%2f..%2forder_create',
			'order_create%20',
			'user_info/order_create',
			'new_method',
			'',
		],
	])('what this package does not know: %j', async (path) => {
		for (const permissions of [['read'], ['read', 'trade'], ['trade', 'withdraw']]) {
			for (const error of await refusals(API + path, { permissions })) {
				expect(error).toBeInstanceOf(SigningRefused);
				expect(error.message).toContain(
					'signed only for a credential with the permissions Read, Trade and Withdraw',
				);
			}
		}
	});

	test('an unknown method is signed for a credential with every permission', async () => {
		const signed = await authenticate(SHAPES['uri and form'](`${API}new_method`, {}));
		expect(signed.headers).toHaveProperty('Sign');
	});

	test('a public name at the end of a private path gets no signature', async () => {
		const options = SHAPES['uri and form'](`${API}order_create/v1.1/ticker`, {});
		expect(await authenticate(options)).toEqual(options);
	});
});

describe('what EXMO would refuse anyway', () => {
	test('multipart form data, whose bytes could not be signed', async () => {
		const url = `${API}user_info`;
		const data = new FormData();
		for (const options of [
			{ uri: url, formData: {} },
			{ url, body: data },
			{ uri: url, formData: data },
		]) {
			const error = await refusal({ method: 'POST', ...options } as Options);
			expect(error).toBeInstanceOf(SigningRefused);
			expect(error.message).toContain('Choose "Form Urlencoded"');
		}
	});

	test('a query string in the URL', async () => {
		for (const error of await refusals(`${API}user_info?limit=5`)) {
			expect(error.message).toContain('EXMO takes no query string on a private method');
		}
	});

	test('a query string beside the URL', async () => {
		for (const shape of Object.values(SHAPES)) {
			const error = await refusal({ ...shape(`${API}user_info`, {}), qs: { limit: 5 } });
			expect(error.message).toContain('EXMO takes no query string on a private method');
			const signed = await authenticate({ ...shape(`${API}user_info`, {}), qs: {} });
			expect(signed.headers).toHaveProperty('Sign');
		}
	});

	test.each(['GET', 'get', 'PUT', 'DELETE', undefined])('the method %s', async (method) => {
		for (const shape of Object.values(SHAPES)) {
			const options = { ...shape(`${API}user_info`, {}), method } as Options;
			const error = await refusal(options);
			expect(error).toBeInstanceOf(SigningRefused);
			expect(error.message).toContain('EXMO takes user_info as POST only');
		}
	});
});

test.each([
	[{ apiKey: '' }, 'API Key is empty'],
	[{ apiSecret: undefined }, 'API Secret is empty'],
	[{ apiKey: KEY_PAIR.apiSecret, apiSecret: KEY_PAIR.apiKey }, 'have changed places'],
	[{ apiSecret: `${KEY_PAIR.apiSecret}\n` }, 'API Secret begins or ends with a space'],
	[{ apiKey: `"${KEY_PAIR.apiKey}"` }, 'API Key stands in quotes'],
])('a key pair that cannot be right: %#', async (changes, complaint) => {
	const error = await refusal(
		SHAPES['uri and form'](`${API}user_info`, {}),
		changes as Record<string, string>,
	);
	expect(error).toBeInstanceOf(UnusableKey);
	expect(error.message).toContain(complaint);
});

test('no error ever contains the secret, wherever it was pasted and whatever else is wrong', async () => {
	const secrets = fc.stringMatching(/^S-[0-9a-f]{40}$/);
	const noise = fc.constantFrom('', ' ', '\n', '"', '“', '//', '/', '@', '\u200b');
	const fields = fc.subarray(['apiKey', 'apiSecret', 'customUrl', 'exchange'], { minLength: 1 });
	const address = fc.constantFrom(
		`${API}user_info`,
		`${API}withdraw_crypt`,
		`${API}user_info?a=1`,
		'x',
	);
	const permissions = fc.subarray(['read', 'trade', 'withdraw']);
	const shapes = fc.constantFrom(...Object.values(SHAPES));
	await fc.assert(
		fc.asyncProperty(
			fc.record({
				secret: secrets,
				before: noise,
				behind: noise,
				fields,
				address,
				permissions,
				shape: shapes,
			}),
			fc.boolean(),
			async ({ secret, before, behind, fields, address, permissions, shape }, isCustom) => {
				const pasted = Object.fromEntries(fields.map((name) => [name, before + secret + behind]));
				const credentials = {
					...{ exchange: isCustom ? 'custom' : 'exmoCom', apiSecret: secret, permissions },
					...pasted,
				};
				const outcome = await authenticate(shape(address, {}), credentials).catch(
					(error: Error) => error,
				);
				if (!(outcome instanceof Error)) return;
				const shown = `${outcome.message} ${outcome.stack} ${JSON.stringify(outcome)}`;
				expect(shown.toLowerCase()).not.toContain(secret.slice(2));
			},
		),
		{ numRuns: 1000 },
	);
});
