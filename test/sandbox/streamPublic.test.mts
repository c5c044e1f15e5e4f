import type { Frame } from './streamClient.mts';
import { useStreamClients } from './streamClients.mts';

const { at, open } = useStreamClients();

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
		const { order_id } = await at.full.call('order_create', {
			pair: 'BTC_USD',
			type: 'market_buy',
			quantity: '0.001',
			price: '0',
		});
		const [trade] = (await client.next(update('trades'))).data;
		expect(trade).toMatchObject({ type: 'buy', quantity: '0.001' });
		const own = await at.full.call('order_trades', { order_id: order_id.number });
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
			at.clock.advance(1000);
			at.sandbox.exchange.advance();
			apply(await client.next());
		}
		const { BTC_USD: book } = await at.full.call('order_book', { pair: 'BTC_USD', limit: '400' });
		const sorted = (side: string, sign: number) =>
			[...sides[side].values()].sort((a, b) => sign * (Number(a[0]) - Number(b[0])));
		expect(sorted('ask', 1)).toEqual(book.ask);
		expect(sorted('bid', -1)).toEqual(book.bid);
	});
});
