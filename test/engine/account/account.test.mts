import { runExmo } from '../../harness/engine.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';

const account = useLastingSandbox({ rateLimit: false });

const balances = { resource: 'account', operation: 'getBalances', hideZero: true };

test('Get Balances gives one item a currency, with free, in orders and total', async () => {
	const { json, items } = await runExmo(account.credentials, balances);
	expect(json).toContainEqual({
		currency: 'USD',
		free: expect.any(String),
		inOrders: expect.any(String),
		total: expect.any(String),
	});
	expect(json.every(({ total }) => total !== '0')).toBe(true);
	expect(items[0].pairedItem).toEqual({ item: 0 });
});

test('Get Balances shows currencies with nothing when asked to, or one currency only', async () => {
	const all = await runExmo(account.credentials, { ...balances, hideZero: false });
	const held = await runExmo(account.credentials, balances);
	expect(all.json.length).toBeGreaterThanOrEqual(held.json.length);
	const one = await runExmo(account.credentials, { ...balances, currency: 'usd' });
	expect(one.json.map(({ currency }) => currency)).toEqual(['USD']);
});

test('Get Info gives the account and its clock', async () => {
	const { json } = await runExmo(account.credentials, {
		resource: 'account',
		operation: 'getInfo',
	});
	expect(json).toEqual([
		expect.objectContaining({
			accountId: expect.stringMatching(/^\d+$/),
			serverTime: expect.stringMatching(/^20\d\d-/),
			balances: expect.any(Object),
			reserved: expect.any(Object),
		}),
	]);
});

describe('what stands between a workflow and the account', () => {
	const failing = async (changes: object) =>
		(await runExmo({ ...account.credentials, ...changes }, balances)).error;

	test.each([
		['a wrong key', { apiKey: `K-${'9'.repeat(40)}` }, 'EXMO does not know this API key'],
		['a wrong secret', { apiSecret: `S-${'9'.repeat(40)}` }, 'EXMO did not accept the signature'],
		['no key', { apiKey: '' }, "The credential's API Key is empty."],
		[
			'a permission that the credential does not give',
			{ permissions: ['trade'] }, // only a credential of an older version can be without Read
			'Account: Get Balances needs the permission "Read"',
		],
		[
			'an address where nothing listens',
			{ customUrl: 'http://127.0.0.1:9' },
			'No connection to 127.0.0.1:9: nothing listens there',
		],
		[
			'plain http to the world',
			{ customUrl: 'http://exchange.example.com' },
			'Plain http would send the key unprotected',
		],
	])('%s', async (_what, changes, sentence) => {
		const error = await failing(changes);
		expect(error?.message).toContain(sentence);
		const shown = JSON.stringify(error) + String(error?.stack) + String(error?.description);
		expect(shown).not.toContain(account.credentials.apiSecret);
	});

	test('a key that lacks the permission at EXMO', async () => {
		const { error } = await runExmo(account.credentialsOf('noAccess'), balances);
		expect(error?.message).toBe('This API key may not do that');
		expect(error?.description).toContain('40032');
	});
});
