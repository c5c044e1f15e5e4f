import { Agent, request } from 'node:http';
import { get, number, read } from './client.mts';
import { ORDER, useControlled } from './controlled.mts';

const { at, plant, record, order } = useControlled();

describe('an answer that is lost', () => {
	it.each(['lost', 'reset'])(
		'%s: before the effect there is no order, after it there is',
		async (kind) => {
			await plant(
				{ kind, effect: 'before', times: 1 },
				{ kind, effect: 'after', skip: 1, times: 1 },
			);
			await expect(order('1')).rejects.toThrow();
			expect((await record()).orders).toEqual([]);
			await expect(order('2')).rejects.toThrow();
			expect((await record()).orders).toMatchObject([
				{ clientId: '2', kind: 'spot', status: 'open' },
			]);
			expect((await order('3')).result).toBe(true);
		},
	);

	it('can keep the client waiting for ever', async () => {
		await plant({ kind: 'hang', times: 1 });
		const body = at.full.body({ ...ORDER, client_id: '9' });
		const abort = new AbortController();
		const sent = fetch(`${at.sandbox.url}/v1.1/ticker`, {
			signal: abort.signal,
			method: 'POST',
			body,
		});
		while ((await record()).faults.hang === undefined);
		abort.abort();
		await expect(sent).rejects.toThrow('aborted');
	});
});

describe('an answer that is spoiled', () => {
	const raw = async () => {
		const response = await at.full.send('order_create', at.full.body(ORDER));
		return {
			status: response.status,
			type: response.headers.get('content-type'),
			text: await response.text(),
		};
	};

	it('is a gateway’s page, a shield’s page, or too many requests', async () => {
		await plant(
			{ kind: 'serverError', effect: 'before', times: 1, status: 503 },
			{ kind: 'html', effect: 'after', skip: 1, times: 1 },
			{ kind: 'tooManyRequests', effect: 'before', skip: 2, times: 1 },
		);
		expect(await raw()).toMatchObject({ status: 503, text: expect.stringContaining('<h1>') });
		expect(await raw()).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
		expect(await raw()).toMatchObject({ status: 429 });
		expect((await record()).orders).toHaveLength(1);
	});

	it('is cut, with or without a broken connection', async () => {
		await plant(
			{ kind: 'cutBody', times: 1 },
			{ kind: 'cutBody', ends: 'cleanly', skip: 1, times: 1 },
		);
		await expect(raw()).rejects.toThrow();
		const cut = await raw();
		expect(cut.text).toMatch(/^\{"result":true/);
		expect(() => JSON.parse(cut.text)).toThrow();
		expect((await record()).orders).toHaveLength(2);
	});

	it('is anything that is asked for', async () => {
		await plant({
			kind: 'custom',
			effect: 'before',
			times: 1,
			status: 302,
			headers: { location: 'http://203.0.113.1/' },
		});
		const body = at.full.body(ORDER);
		const status = await new Promise((resolve) =>
			request(`${at.sandbox.url}/v1.1/ticker`, { method: 'POST' }, (response) => {
				response.resume();
				resolve([response.statusCode, response.headers.location]);
			}).end(body),
		);
		expect(status).toEqual([302, 'http://203.0.113.1/']);
	});
});

describe('EXMO’s own refusals', () => {
	it('come on request and have no effect', async () => {
		await plant(
			{ kind: 'rateLimited', times: 1 },
			{ kind: 'retryAfter', seconds: 7, skip: 1, times: 1 },
			{ kind: 'maintenance', skip: 2, times: 1 },
		);
		expect((await order('1')).error).toBe('Error 40034: Access is denied, rate limit is exceeded');
		expect((await order('2')).error).toBe(
			'API rate limit exceeded for 127.0.0.1. Retry after 7 sec.',
		);
		expect((await order('3')).error).toBe('Error 40016: Maintenance work in progress');
		const { orders, refusals } = await record();
		expect(orders).toEqual([]);
		expect(refusals).toEqual({ 40034: 1, 'no code': 1, 40016: 1 });
	});

	it('may be for some methods, and for a time', async () => {
		await plant({ kind: 'maintenance', endpoints: ['ticker'], forMs: 50 });
		expect(await get(at.sandbox, 'currency')).toContain('BTC');
		let reply = await get(at.sandbox, 'ticker');
		expect(reply.error).toMatch(/40016/);
		while ('error' in reply) reply = await get(at.sandbox, 'ticker');
		expect(reply).toHaveProperty('BTC_USD');
	});
});

describe('what the exchange remembers', () => {
	it('can hold a nonce of another unit', async () => {
		await plant({ kind: 'nonceTaken', unit: 'ns', times: 1 });
		const { error } = await order('1');
		const [, last] = /used before "(\d{19})"$/.exec(error)!;
		const next = at.full.body(ORDER, String(BigInt(last) + 1n));
		expect((await read(await at.full.send('order_create', next))).result).toBe(true);
	});

	it('can get a request twice: the second is refused for its nonce', async () => {
		await plant(
			{ kind: 'duplicate', times: 1 },
			{ kind: 'duplicate', answer: 'second', skip: 1, times: 1 },
		);
		expect((await order('1')).result).toBe(true);
		expect((await order('2')).error).toMatch(/^40009: /);
		expect((await record()).orders).toHaveLength(2);
	});

	it('can get a request twice, with another program’s nonce in between', async () => {
		await plant({ kind: 'duplicate', answer: 'second', ahead: 3, times: 1 });
		const nonce = at.full.nextNonce();
		const body = at.full.body({ ...ORDER, client_id: '1' }, nonce);
		const { error } = await read(await at.full.send('order_create', body));
		expect(error).toContain(`used before "${BigInt(nonce) + 3n}"`);
		expect((await record()).orders).toHaveLength(1);
	});

	it('can refuse the second without a number, as one too many, or answer neither', async () => {
		await plant(
			{ kind: 'duplicate', answer: 'second', refusal: 'nonceWithoutNumber', times: 1 },
			{ kind: 'duplicate', answer: 'second', refusal: 'rateLimit', skip: 1, times: 1 },
			{ kind: 'duplicate', answer: 'neither', ahead: 3, skip: 2, times: 1 },
		);
		expect((await order('1')).error).toMatch(/^40009: [^"]*used before$/);
		expect((await order('2')).error).toMatch(/40034/);
		await expect(order('3')).rejects.toThrow();
		for (let behind = 0; behind < 3; behind++) {
			expect((await at.full.call('user_info')).error).toMatch(/^40009: .*"\d+"$/);
		}
		expect((await record()).orders).toMatchObject([
			{ clientId: '1' },
			{ clientId: '2' },
			{ clientId: '3' },
		]);
	});

	it('can have used a higher nonce and not say which', async () => {
		await order('1');
		await plant({ kind: 'nonceTaken', ahead: 2, refusal: 'nonceWithoutNumber', times: 1 });
		expect((await order('2')).error).toMatch(/^40009: [^"]*used before$/);
		expect((await record()).orders).toMatchObject([{ clientId: '1' }]);
	});

	it('can have a wrong clock', async () => {
		await plant({ kind: 'clockSkew', ms: -3_600_000 });
		const response = await at.full.send('user_info', at.full.body());
		expect((await read(response)).server_date).toEqual(number(1790164800 - 3600));
		expect(response.headers.get('date')).toBe(new Date((1790164800 - 3600) * 1000).toUTCString());
	});
});

describe('a slow line', () => {
	const ask = (path: string, agent: Agent) =>
		new Promise<string>((resolve, reject) => {
			request(`${at.sandbox.url}/v1.1/${path}`, { agent }, (response) => {
				response.resume().on('end', () => resolve(path));
			})
				.on('error', reject)
				.end();
		});

	it('lets a later request that is not delayed overtake', async () => {
		await plant({ kind: 'latency', ms: 300, jitterMs: 5, endpoints: ['currency'] });
		const order: string[] = [];
		const slow = get(at.sandbox, 'currency').then(() => order.push('slow'));
		while ((await record()).endpoints.currency === undefined);
		await get(at.sandbox, 'ticker').then(() => order.push('fast'));
		await slow;
		expect(order).toEqual(['fast', 'slow']);
	});

	it('delays a new connection once, however many requests it carries', async () => {
		await plant({ kind: 'connectionLatency', ms: 20 });
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		await ask('currency', agent);
		await ask('currency', agent);
		agent.destroy();
		expect((await record()).faults).toEqual({ connectionLatency: 1 });
		await ask('currency', new Agent());
		expect((await record()).faults).toEqual({ connectionLatency: 2 });
	});
});
