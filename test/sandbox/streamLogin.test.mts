import { loginSign } from './streamClient.mts';
import { useStreamClients } from './streamClients.mts';

const { at, open } = useStreamClients();

describe('login', () => {
	test('takes a signature over key and nonce; the nonce counts with those of REST', async () => {
		const client = await open('private');
		const nonce = at.full.nextNonce();
		expect(await client.logIn(at.full, nonce)).toEqual({
			ts: expect.any(Number),
			event: 'logged_in',
			id: 7,
		});
		const reply = await (await at.full.send('user_info', at.full.body({}, nonce))).json();
		expect(reply).toEqual({
			result: false,
			error: `40009: The nonce parameter is less or equal than what was used before "${nonce}"`,
		});
	});

	test('a nonce longer than a double keeps its digits', async () => {
		const client = await open('private');
		expect(await client.logIn(at.full, '1700000000000000001')).toMatchObject({
			event: 'logged_in',
		});
		const next = await open('private');
		expect(await next.logIn(at.full, '1700000000000000001')).toMatchObject({
			code: 40009,
			message: expect.stringContaining('"1700000000000000001"'),
		});
		const third = await open('private');
		expect(await third.logIn(at.full, '1700000000000000002')).toMatchObject({ event: 'logged_in' });
	});

	test('refuses a wrong key, a wrong signature and a key that may not read, and closes', async () => {
		const nonce = at.full.nextNonce();
		const base64 = loginSign(at.full.key, at.full.secret, nonce);
		const hex = Buffer.from(base64, 'base64').toString('hex');
		const refused = async (account: { key: string; secret: string }, sign?: string) => {
			const client = await open('private');
			const { code } = await client.logIn(account, nonce, sign);
			expect((await client.closed).code).toBe(1000);
			return code;
		};
		expect(await refused({ ...at.full, key: `K-${'9'.repeat(40)}` })).toBe(40017);
		expect(await refused(at.full, hex)).toBe(40005);
		expect(await refused({ ...at.full, secret: at.sandbox.keys.other.secret })).toBe(40005);
		expect(await refused(at.sandbox.keys.noAccess)).toBe(40032);
	});

	test('a private topic wants a login first', async () => {
		const client = await open('private');
		expect(await client.subscribe('spot/orders')).toMatchObject({ event: 'error' });
	});
});
