import HmacSHA512 from 'crypto-js/hmac-sha512.js';
import { REQUESTS_PER_SECOND } from '../../sandbox/http/rateLimit.mts';
import { Client, read, setUp, type Setup } from './client.mts';

let at: Setup;
beforeAll(async () => {
	at = await setUp();
});
afterAll(() => at.sandbox.stop());

const refused = (error: string) => ({ result: false, error });

describe('who asks', () => {
	it('lets a signed request in and answers with the account', async () => {
		const info = await at.full.call('user_info');
		expect(info.uid).toEqual({ number: '4200017' });
		expect(info.balances.BTC).toBe('1.5');
		expect(info.reserved.BTC).toBe('0');
		expect(info.server_date).toEqual({ number: '1790164800' });
	});

	it('reads the signature over the bytes, whatever their encoding', async () => {
		for (const odd of ['a=two+words', 'a=two%20words', 'a=%2B%26%25', 'a=ümlaut€']) {
			const body = `${odd}&nonce=${at.full.nextNonce()}`;
			expect(await read(await at.full.send('user_info', body))).toHaveProperty('uid');
		}
	});

	it.each([
		['no Key', { Key: '' }, "Error 40003: Authorization error, http header 'Key' not specified"],
		['no Sign', { Sign: '' }, "Error 40004: Authorization error, http header 'Sign' not specified"],
		['an unknown key', { Key: `K-${'9'.repeat(40)}` }, 'Error 40017: Wrong API Key'],
		[
			'a wrong signature',
			{ Sign: 'f'.repeat(128) },
			'Error 40005: Authorization error, Incorrect signature',
		],
		['a short signature', { Sign: 'f' }, 'Error 40005: Authorization error, Incorrect signature'],
	])('refuses %s', async (_case, headers, error) => {
		const reply = await read(await at.full.send('user_info', at.full.body(), headers));
		expect(reply).toEqual(refused(error));
	});

	it('refuses a body that was changed after it was signed', async () => {
		const body = at.full.body();
		const sign = HmacSHA512(body, at.full.secret).toString();
		const reply = await read(await at.full.send('user_info', `${body}0`, { Sign: sign }));
		expect(reply.error).toMatch(/^Error 40005: /);
	});

	it('refuses a query string', async () => {
		const reply = await read(await at.full.send('user_info?a=1', at.full.body()));
		expect(reply).toEqual(refused('Error 40038: GET parameters are forbidden in POST requests'));
	});
});

describe('the nonce', () => {
	it('has to rise, and the refusal has no prefix', async () => {
		const nonce = at.other.nextNonce();
		await read(await at.other.send('user_info', at.other.body({}, nonce)));
		for (const again of [nonce, String(BigInt(nonce) - 1n)]) {
			expect(await read(await at.other.send('user_info', at.other.body({}, again)))).toEqual(
				refused(`40009: The nonce parameter is less or equal than what was used before "${nonce}"`),
			);
		}
	});

	it('may be of 19 digits, and smaller units are refused ever after', async () => {
		const client = new Client(at.sandbox.url, at.sandbox.keys.noAccess);
		await client.send('user_info', client.body({}, '1790164800000000001'));
		const reply = await client.call('user_info');
		expect(reply.error).toContain('"1790164800000000001"');
	});

	it('is each key’s own', async () => {
		const one = new Client(at.sandbox.url, at.sandbox.keys.readOnly);
		const two = new Client(at.sandbox.url, at.sandbox.keys.trade);
		expect(await one.call('user_info')).toHaveProperty('uid');
		expect(await two.call('user_info')).toHaveProperty('uid');
	});

	it('has to be there', async () => {
		const reply = await read(await at.full.send('user_info', 'a=1'));
		expect(reply).toEqual(refused("Error 50013: Parameter 'nonce' is not specified"));
	});
});

describe('permissions', () => {
	it('are needed', async () => {
		const readOnly = new Client(at.sandbox.url, at.sandbox.keys.readOnly);
		readOnly.nextNonce();
		await readOnly.call('user_info');
		const reply = await readOnly.call('order_create');
		expect(reply).toEqual(refused('Error 40032: Access is denied for this API key'));
	});
});

describe('the rate limit', () => {
	it('answers 40034 to more requests in a second than EXMO allows, per key', async () => {
		const limited = await setUp({ rateLimit: true });
		const replies = [];
		for (let call = 0; call < REQUESTS_PER_SECOND + 2; call++)
			replies.push(await limited.full.call('user_info'));
		await limited.sandbox.stop();
		expect(replies.slice(0, REQUESTS_PER_SECOND).every((reply) => 'uid' in reply)).toBe(true);
		expect(replies[REQUESTS_PER_SECOND]).toEqual(
			refused('Error 40034: Access is denied, rate limit is exceeded'),
		);
	});

	it('counts public requests per address, and lets them in again after a second', async () => {
		const limited = await setUp({ rateLimit: true, requestsPerSecond: 2 });
		const ask = async () => read(await fetch(`${limited.sandbox.url}/v1.1/currency`));
		await ask();
		await ask();
		expect((await ask()).error).toMatch(/^Error 40034: /);
		let reply = await ask();
		while ('error' in reply) reply = await ask();
		await limited.sandbox.stop();
		expect(reply).toContain('BTC');
	});
});
