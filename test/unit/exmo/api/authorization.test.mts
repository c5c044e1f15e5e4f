import { PERMISSIONS, type Account, type Permission } from '../../../../exmo/api/credential.ts';
import { authorize, checkParameters, checkPermission } from '../../../../exmo/api/authorization.ts';
import { SigningRefused } from '../../../../exmo/api/signersError.ts';
import { ENDPOINTS, type Endpoint } from '../../../../exmo/api/endpoints.ts';
import { freshKey, KEY_PAIR } from '../../keys.mts';

// What the signer refuses, and over which bytes it signs, is tested through the credential:
// test/unit/credentials.

const endpoints: readonly Endpoint[] = Object.values(ENDPOINTS);

const account = (
	permissions: readonly Permission[],
	apiKey: string = KEY_PAIR.apiKey,
): Account => ({
	...{ ...KEY_PAIR, apiKey },
	...{ exchange: 'exmoCom', permissions, withdrawalTargets: 'any' },
});

const ask = (path: string, permissions: readonly Permission[], apiKey?: string, params = {}) =>
	authorize(account(permissions, apiKey), {
		...{ url: `https://api.exmo.com/v1.1/${path}`, method: 'POST' },
		params: Object.entries(params),
	});

test.each(PERMISSIONS)('%s alone signs its own endpoints, and those only', (permission) => {
	for (const { path, access } of endpoints) {
		if (access === 'public') expect(ask(path, [permission])).toBeUndefined();
		else if (access === permission) expect(ask(path, [permission])).toHaveProperty('headers.Sign');
		else expect(() => ask(path, [permission])).toThrow(SigningRefused);
	}
});

test('all permissions together sign every private endpoint', () => {
	for (const { path, access } of endpoints) {
		if (access === 'public') continue;
		expect(ask(path, PERMISSIONS)).toHaveProperty('headers.Key', KEY_PAIR.apiKey);
	}
});

test('what the client asks before it waits is what the signer asks again', () => {
	const refuses = (check: () => unknown) => {
		try {
			check();
			return undefined;
		} catch (error) {
			return (error as Error).message;
		}
	};
	const foreign = { order_id: '1', address: 'TInventedAddress' };
	for (const endpoint of endpoints) {
		if (endpoint.access === 'public') continue;
		expect(refuses(() => checkPermission(['trade'], endpoint))).toBe(
			refuses(() => ask(endpoint.path, ['trade'])),
		);
		const complaint = refuses(() => checkParameters(endpoint, Object.keys(foreign)));
		expect(complaint).toBe(
			refuses(() => ask(endpoint.path, PERMISSIONS, KEY_PAIR.apiKey, foreign)),
		);
		expect(complaint).toContain(`${endpoint.path} has no parameter "`);
	}
});

test('each request takes a nonce of its own; a refused one takes none', () => {
	const apiKey = freshKey();
	const nonceOf = (body = '') => BigInt(new URLSearchParams(body).get('nonce') ?? '0');
	const first = nonceOf(ask('user_info', ['read'], apiKey)?.body);
	for (let i = 0; i < 5000; i++) {
		expect(() => ask('order_create', ['read'], apiKey)).toThrow(SigningRefused);
	}
	const second = nonceOf(ask('user_info', ['read'], apiKey)?.body);
	expect(second).toBeGreaterThan(first);
	expect(second).toBeLessThanOrEqual(BigInt(Date.now()));
});
