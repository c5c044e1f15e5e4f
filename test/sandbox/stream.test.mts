import type { Sandbox } from '../../sandbox/server.mts';
import { setUp, type Client, type Setup } from './client.mts';
import { loginSign, StreamClient, type Frame } from './streamClient.mts';

let setup: Setup;
let sandbox: Sandbox;
let full: Client;
let clients: StreamClient[];

beforeEach(async () => {
	setup = await setUp({ stream: { bookMs: 0, tickerMs: 0 } });
	({ sandbox, full } = setup);
	clients = [];
});
afterEach(async () => {
	clients.forEach((client) => client.end());
	await sandbox.stop();
});

const open = async (name: 'public' | 'private' | 'margin'): Promise<StreamClient> => {
	const client = await StreamClient.open(sandbox, name);
	clients.push(client);
	return client;
};

const loggedIn = async (name: 'private' | 'margin'): Promise<StreamClient> => {
	const client = await open(name);
	expect(await client.logIn(full, full.nextNonce())).toMatchObject({ event: 'logged_in' });
	return client;
};

const buy = async (quantity: string, price: string) =>
	await full.call('order_create', { pair: 'BTC_USD', type: 'buy', quantity, price });

describe('the public socket', () => {
	test('greets first, without compression', async () => {
		const client = await open('public');
		expect(client.frames[0]).toEqual({
			ts: expect.any(Number),
			event: 'info',
			code: 1,
			message: 'connection established',
			session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(client.socket.extensions).toBe('');
	});

	test('acknowledges before the snapshot, with its id and at the same time', async () => {
		const client = await open('public');
		const acknowledged = await client.subscribe('spot/ticker:BTC_USD');
		expect(acknowledged).toEqual({
			ts: expect.any(Number),
			event: 'subscribed',
			id: 1,
			topic: 'spot/ticker:BTC_USD',
		});
		expect(await client.next()).toEqual({
			ts: acknowledged.ts,
			event: 'snapshot',
			topic: 'spot/ticker:BTC_USD',
			data: {
				...Object.fromEntries(
					['buy_price', 'sell_price', 'last_trade', 'high', 'low', 'avg', 'vol', 'vol_curr'].map(
						(name) => [name, expect.stringMatching(/^\d+(\.\d+)?$/)],
					),
				),
				updated: expect.any(Number),
			},
		});
	});

	test('without an id, answers have none', async () => {
		const client = await open('public');
		client.send({ method: 'subscribe', topics: ['spot/trades:BTC_USD'] });
		expect(await client.next()).not.toHaveProperty('id');
	});

	test.each([
		['not JSON', 201006, 'invalid command format. should be JSON'],
		['{"id":9,"method":"nope"}', 201008, '"nope" is not allowed api method'],
		[
			'{"id":9,"method":"subscribe","topics":["spot/nope"]}',
			201012,
			'"spot/nope" is not an api supported topic name',
		],
		[
			'{"id":9,"method":"subscribe","topics":["spot/trades:NOPE_USD"]}',
			201030,
			'pair is not exists, pair: "NOPE_USD"',
		],
		[
			'{"id":9,"method":"subscribe","topics":["spot/trades:btc_usd"]}',
			201030,
			'pair is not exists, pair: "btc_usd"',
		],
	])('refuses %s', async (command, code, message) => {
		const client = await open('public');
		client.send(command);
		expect(await client.next()).toEqual({
			ts: expect.any(Number),
			event: 'error',
			...(command.startsWith('{') ? { id: 9 } : {}),
			code,
			message,
		});
		expect(await client.subscribe('spot/trades:BTC_USD')).toMatchObject({ event: 'subscribed' });
	});

	test('a second subscription is refused and the first one stays; unsubscribing ends it', async () => {
		const client = await open('public');
		const topic = 'spot/order_book_updates:BTC_USD';
		await client.subscribe(topic);
		expect(await client.subscribe(topic)).toMatchObject({
			code: 201016,
			message: `subscription to ${topic} topic already exists`,
		});
		client.send({ id: 2, method: 'unsubscribe', topics: ['spot/trades:ETH_USD', topic] });
		expect(await client.next(({ id }) => id === 2)).toMatchObject({ event: 'unsubscribed', topic });
		expect(await client.subscribe(topic)).toMatchObject({ event: 'subscribed' });
	});

	test('in a frame of several topics, each bad one has its own error', async () => {
		const client = await open('public');
		const topics = ['spot/trades:BTC_USD', 'spot/trades:NOPE_USD', 'spot/trades:ETH_USD'];
		client.send({ id: 3, method: 'subscribe', topics });
		const answers = [await client.next(), await client.next(), await client.next()];
		expect(answers.map(({ event }) => event)).toEqual(['subscribed', 'error', 'subscribed']);
	});

	test('trades, ticker and books follow a trade', async () => {
		const client = await open('public');
		for (const name of ['trades', 'ticker', 'order_book_snapshots', 'order_book_updates']) {
			await client.subscribe(`spot/${name}:BTC_USD`);
		}
		const update = (name: string) => (frame: Frame) =>
			frame.event === 'update' && frame.topic === `spot/${name}:BTC_USD`;
		const snapshot = client.frames.find(({ topic }) => /book_updates/.test(topic ?? ''));
		const { order_id } = await full.call('order_create', {
			pair: 'BTC_USD',
			type: 'market_buy',
			quantity: '0.001',
			price: '0',
		});
		const [trade] = (await client.next(update('trades'))).data;
		expect(trade).toMatchObject({ type: 'buy', quantity: '0.001' });
		const own = await full.call('order_trades', { order_id: order_id.number });
		expect(own.trades[0].trade_id.number).toBe(String(trade.trade_id));
		const wasUpdated = (name: string) => client.frames.some(update(name));
		for (const name of ['ticker', 'order_book_snapshots', 'order_book_updates']) {
			while (!wasUpdated(name)) await client.next();
		}
		expect(snapshot).toBeDefined();
	});

	test('a snapshot and its updates together are the book that REST shows', async () => {
		const client = await open('public');
		const topic = 'spot/order_book_updates:BTC_USD';
		await client.subscribe(topic);
		const sides: Record<string, Map<string, string[]>> = { ask: new Map(), bid: new Map() };
		const apply = ({ data }: Frame) => {
			for (const side of ['ask', 'bid'] as const) {
				for (const level of data[side]) {
					if (level[1] === '0') sides[side].delete(level[0]);
					else sides[side].set(level[0], level);
				}
			}
		};
		apply(await client.next());
		for (let second = 0; second < 20; second++) {
			setup.clock.advance(1000);
			sandbox.exchange.advance();
			apply(await client.next());
		}
		const { BTC_USD: book } = await full.call('order_book', { pair: 'BTC_USD', limit: '400' });
		const sorted = (side: string, sign: number) =>
			[...sides[side].values()].sort((a, b) => sign * (Number(a[0]) - Number(b[0])));
		expect(sorted('ask', 1)).toEqual(book.ask);
		expect(sorted('bid', -1)).toEqual(book.bid);
	});
});

describe('login', () => {
	test('takes a signature over key and nonce; the nonce counts with those of REST', async () => {
		const client = await open('private');
		const nonce = full.nextNonce();
		expect(await client.logIn(full, nonce)).toEqual({
			ts: expect.any(Number),
			event: 'logged_in',
			id: 7,
		});
		const reply = await (await full.send('user_info', full.body({}, nonce))).json();
		expect(reply).toEqual({
			result: false,
			error: `40009: The nonce parameter is less or equal than what was used before "${nonce}"`,
		});
	});

	test('a nonce longer than a double keeps its digits', async () => {
		const client = await open('private');
		expect(await client.logIn(full, '1700000000000000001')).toMatchObject({ event: 'logged_in' });
		const next = await open('private');
		expect(await next.logIn(full, '1700000000000000001')).toMatchObject({
			code: 40009,
			message: expect.stringContaining('"1700000000000000001"'),
		});
		const third = await open('private');
		expect(await third.logIn(full, '1700000000000000002')).toMatchObject({ event: 'logged_in' });
	});

	test('refuses a wrong key, a wrong signature and a key that may not read, and closes', async () => {
		const nonce = full.nextNonce();
		const hex = Buffer.from(loginSign(full.key, full.secret, nonce), 'base64').toString('hex');
		const refused = async (account: { key: string; secret: string }, sign?: string) => {
			const client = await open('private');
			const { code } = await client.logIn(account, nonce, sign);
			expect((await client.closed).code).toBe(1000);
			return code;
		};
		expect(await refused({ ...full, key: `K-${'9'.repeat(40)}` })).toBe(40017);
		expect(await refused(full, hex)).toBe(40005);
		expect(await refused({ ...full, secret: sandbox.keys.other.secret })).toBe(40005);
		expect(await refused(sandbox.keys.noAccess)).toBe(40032);
	});

	test('a private topic wants a login first', async () => {
		const client = await open('private');
		expect(await client.subscribe('spot/orders')).toMatchObject({ event: 'error' });
	});
});

describe('the private socket', () => {
	test('own trades, orders and wallet of a trade', async () => {
		const client = await loggedIn('private');
		for (const topic of ['spot/user_trades', 'spot/orders', 'spot/wallet']) {
			await client.subscribe(topic);
		}
		const wallet = await client.next(({ event }) => event === 'snapshot');
		expect(wallet.data.balances).toMatchObject({ BTC: '1.5', USD: '50000' });
		const { order_id } = await full.call('order_create', {
			pair: 'BTC_USD',
			type: 'market_buy',
			quantity: '0.001',
			price: '0',
			client_id: '42',
		});
		const trade = await client.next(({ topic }) => topic === 'spot/user_trades');
		expect(trade.data).toMatchObject({
			pair: 'BTC_USD',
			type: 'buy',
			quantity: '0.001',
			order_id: Number(order_id.number),
			client_id: 42,
			exec_type: 'taker',
			commission_currency: 'BTC',
		});
		await client.next(({ data }) => data?.currency === 'BTC');
		const ended = client.frames.filter(({ topic }) => topic === 'spot/orders').at(-1);
		expect(ended.data).toMatchObject({
			order_id: order_id.number,
			status: 'cancelled',
			quantity: '0',
			original_quantity: '0.001',
			last_trade_id: String(trade.data.trade_id),
		});
		expect(ended.data).not.toHaveProperty('price');
	});

	test('an order that rests is open, and cancelled with its rest', async () => {
		const client = await loggedIn('private');
		await client.subscribe('spot/orders');
		expect((await client.next()).data).toEqual([]);
		const { order_id } = await buy('0.01', '20000');
		expect((await client.next()).data).toMatchObject({ status: 'open', price: '20000' });
		await full.call('order_cancel', { order_id: order_id.number });
		expect((await client.next()).data).toMatchObject({ status: 'cancelled', quantity: '0.01' });
		await buy('0.02', '20000');
		const second = await loggedIn('private');
		await second.subscribe('spot/orders');
		expect((await second.next()).data).toEqual([
			expect.objectContaining({ quantity: '0.02', status: 'open', original_quantity: '0.02' }),
		]);
	});

	test('a stop order has a parent_order_id', async () => {
		const client = await loggedIn('private');
		await client.subscribe('spot/orders');
		await client.next();
		await full.call('stop_market_order_create', {
			pair: 'BTC_USD',
			type: 'sell',
			quantity: '0.01',
			trigger_price: '20000',
		});
		expect((await client.next()).data).toMatchObject({
			parent_order_id: expect.stringMatching(/^\d{18}$/),
			status: 'open',
			trigger_price: '20000',
			reserved: '0.01',
		});
	});

	test('shows nothing of other accounts', async () => {
		const client = await loggedIn('private');
		await client.subscribe('spot/user_trades');
		await client.subscribe('spot/orders');
		const market = { pair: 'BTC_USD', type: 'market_buy', quantity: '0.001', price: '0' };
		await setup.other.call('order_create', market);
		await full.call('order_create', market);
		const { data } = await client.next(({ topic }) => topic === 'spot/user_trades');
		const [own] = (await full.call('user_trades', { pair: 'BTC_USD' })).BTC_USD;
		expect(String(data.trade_id)).toBe(own.trade_id.number);
	});
});

describe('the margin socket', () => {
	test('wallet by either name, orders, own trades and positions', async () => {
		const client = await loggedIn('margin');
		for (const topic of ['margin/wallet', 'margin/orders', 'margin/user_trades']) {
			expect(await client.subscribe(topic)).toMatchObject({ event: 'subscribed', topic });
			expect(await client.next()).toMatchObject({ event: 'snapshot' });
		}
		await client.subscribe('margin/positions');
		expect(client.frames.find(({ topic }) => topic === 'margin/wallets').data.USDT).toEqual({
			balance: '10000',
			used: '0',
			free: '10000',
		});
		await full.call('margin/user/order/create', {
			pair: 'BTC_USDT',
			type: 'market_buy',
			quantity: '0.01',
			leverage: '2',
			price: '0',
		});
		const of = (name: string) => (frame: Frame) => frame.event === 'update' && frame.topic === name;
		await client.next(of('margin/wallets'));
		const last = (name: string) => client.frames.filter(of(name)).at(-1)?.data;
		expect(last('margin/user_trades')).toMatchObject({ pair: 'BTC_USDT', type: 'buy' });
		expect(last('margin/positions')).toMatchObject({
			type: 'long',
			quantity: '0.01',
			closed: false,
		});
		expect(last('margin/orders')).toMatchObject({ init_quantity: '0.01', quantity: '0' });
		expect(Number(last('margin/wallets').USDT.used)).toBeGreaterThan(0);

		const again = await loggedIn('margin');
		expect(await again.subscribe('margin/wallets')).toMatchObject({ event: 'subscribed' });
	});
});
