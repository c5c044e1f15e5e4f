import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.mts';
import { Client } from './client.mts';
import { SOCKETS, StreamClient } from './streamClient.mts';

let sandbox: Sandbox;
let clients: StreamClient[];

const start = async (stream: SandboxOptions['stream'] = {}) => {
	sandbox = await startSandbox({ rateLimit: false, stream });
	clients = [];
};
afterEach(async () => {
	clients.forEach((client) => client.end());
	await sandbox.stop();
});

const open = async (name: keyof typeof SOCKETS): Promise<StreamClient> => {
	const client = await StreamClient.open(sandbox, name);
	clients.push(client);
	return client;
};
const BTC = 'spot/trades:BTC_USD';

const control = async (path: string, method: string, body?: unknown) =>
	await fetch(`${sandbox.url}/_sandbox/stream${path}`, {
		method,
		body: body === undefined ? undefined : JSON.stringify(body),
	});

describe('the stream keeps time', () => {
	test('it pings, again and again', async () => {
		await start({ pingMs: 5 });
		const client = await open('public');
		await client.ping();
		await client.ping();
	});

	test('a public connection without a subscription is dropped without a close frame', async () => {
		await start({ idleMs: 20 });
		const idle = await open('public');
		expect((await idle.closed).code).toBe(1006);
		const busy = await open('public');
		expect(await busy.subscribe(BTC)).toMatchObject({ event: 'subscribed' });
		expect((await (await open('public')).closed).code).toBe(1006);
		expect(await busy.subscribe(BTC)).toMatchObject({ code: 201016 });
	});

	test('a private connection without a login is closed', async () => {
		await start({ loginMs: 20 });
		const client = await open('private');
		expect((await client.closed).code).toBe(1000);
		const { full } = sandbox.keys;
		const known = await open('private');
		expect(await known.logIn(full, '1700000000001')).toMatchObject({ event: 'logged_in' });
		await (
			await open('private')
		).closed;
		expect(await known.subscribe('spot/user_trades')).toMatchObject({ event: 'subscribed' });
	});

	test('no connection outlives its session', async () => {
		await start({ sessionMs: 20 });
		const client = await open('public');
		await client.subscribe(BTC);
		expect((await client.closed).code).toBe(1000);
	});

	test('--ticks: so many book updates, over all pairs in turn', async () => {
		await start({ ticks: 400, bookMs: 0 });
		const client = await open('public');
		const topics = sandbox.exchange.core.market.pairs.map(
			({ name }) => `spot/order_book_updates:${name}`,
		);
		client.send({ id: 1, method: 'subscribe', topics });
		const updated = new Map<string, number>();
		while ([...updated.values()].filter((count) => count >= 3).length < topics.length) {
			const { topic } = await client.next(({ event }) => event === 'update');
			updated.set(topic, (updated.get(topic) ?? 0) + 1);
		}
	});
});

describe('faults of the stream', () => {
	beforeEach(async () => await start());

	test('drop: the connection breaks, and for a while nobody gets in', async () => {
		const client = await open('public');
		expect((await control('/faults', 'POST', { kind: 'drop', forMs: 400 })).status).toBe(200);
		expect((await client.closed).code).toBe(1006);
		let refused = 0;
		for (;;) {
			const next = new StreamClient(sandbox.url.replace('http', 'ws') + SOCKETS.public);
			clients.push(next);
			const opened = await Promise.race([next.next(), next.closed]);
			if (opened.event === 'info') break;
			refused += 1;
		}
		expect(refused).toBeGreaterThan(0);
	});

	test('maintenance: the reason travels in the close frame', async () => {
		const client = await open('public');
		await control('/faults', 'POST', { kind: 'maintenance' });
		expect(JSON.parse((await client.closed).reason)).toMatchObject({
			event: 'info',
			code: 2,
			message: 'maintenance in progress',
		});
	});

	test('silence: not even a ping is answered, and the connection stays', async () => {
		const client = await open('public');
		const other = await open('private');
		await control('/faults', 'POST', { kind: 'silence', socket: 'public' });
		let pongs = 0;
		client.socket.on('pong', () => (pongs += 1));
		client.socket.ping();
		client.send({ id: 1, method: 'subscribe', topics: [BTC] });
		// As long as it takes another connection to be answered twice
		for (const nonce of ['1700000000001', '1700000000001']) {
			await other.logIn(sandbox.keys.full, nonce);
		}
		expect([pongs, client.frames.length, client.socket.readyState]).toEqual([0, 1, 1]);
	});

	test('duplicate, delay and lose: data frames only, in their order', async () => {
		await control('/faults', 'POST', [
			{ kind: 'duplicate', every: 2 },
			{ kind: 'delay', ms: 20, jitterMs: 20 },
			{ kind: 'lose', times: 1, skip: 3 },
		]);
		const full = new Client(sandbox.url, sandbox.keys.full);
		const client = await open('private');
		await client.logIn(full, full.nextNonce());
		await client.subscribe('spot/user_trades');
		const { account } = { account: sandbox.exchange.account('demo')! };
		for (let order = 0; order < 6; order++) {
			await full.call('order_create', {
				pair: 'BTC_USD',
				type: 'market_buy',
				quantity: '0.001',
				price: '0',
			});
		}
		const ids = account.trades.get('BTC_USD')!.map(({ id }) => Number(id));
		const expected = [0, 1, 1, 2, 4, 5, 5].map((index) => ids[index]);
		const got = [];
		while (got.length < expected.length) got.push((await client.next()).data.trade_id);
		expect(got).toEqual(expected);
	});

	test('refuseLogin: so many logins are refused', async () => {
		await control('/faults', 'POST', { kind: 'refuseLogin', times: 1, closes: false });
		const client = await open('private');
		const { full } = sandbox.keys;
		expect(await client.logIn(full, '1700000000001')).toMatchObject({ code: 40005 });
		expect(await client.logIn(full, '1700000000002')).toMatchObject({ event: 'logged_in' });
	});

	test('the control address tells who is connected, and refuses nonsense', async () => {
		const client = await open('private');
		await client.logIn(sandbox.keys.full, '1700000000001');
		await client.subscribe('spot/orders');
		expect(await (await control('', 'GET')).json()).toEqual({
			opened: 1,
			connections: [{ socket: 'private', account: 'demo', topics: ['spot/orders'], sent: 4 }],
		});
		const refused = await control('/faults', 'POST', { kind: 'lightning' });
		expect(refused.status).toBe(400);
		expect(await refused.json()).toEqual({ error: expect.stringContaining('"kind" has to be') });
	});

	test('a reset of the sandbox cuts everybody off', async () => {
		const client = await open('public');
		await fetch(`${sandbox.url}/_sandbox/reset`, { method: 'POST' });
		expect((await client.closed).code).toBe(1006);
	});
});
