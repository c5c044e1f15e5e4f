import type { IDataObject } from 'n8n-workflow';
import { openSandbox, type SandboxAccount } from './sandboxAccount.mts';
import { ActiveTrigger, testInEditor, type ActiveOptions } from './streamTriggerHarness.mts';
import { Trader } from './streamTrader.mts';

let account: SandboxAccount;
let trader: Trader;
let active: ActiveTrigger[];

beforeEach(async () => {
	account = await openSandbox({ rateLimit: false, stream: { bookMs: 0, tickerMs: 0 } });
	trader = new Trader(account.sandbox);
	active = [];
});
afterEach(async () => {
	for (const one of active) await one.deactivate();
	await account.sandbox.stop();
});

const activate = async (parameters: IDataObject, options?: ActiveOptions) => {
	const one = await ActiveTrigger.activate(account.credentials, parameters, options);
	active.push(one);
	return one;
};
const connections = () => account.sandbox.stream.list();
/** A close takes its way through both sockets. */
const allGone = async () => {
	while (connections().length > 0) await account.sandbox.stream.change();
};

describe('public topics', () => {
	test('Trade: what anybody trades on the pair', async () => {
		const trigger = await activate({ triggerOn: 'trades', pairs: 'BTC_USD' });
		const trade = trader.buy('BTC_USD', '0.001');
		await trigger.until(() => trigger.items.some(({ tradeId }) => tradeId === String(trade.id)));
		const item = trigger.items.find(({ tradeId }) => tradeId === String(trade.id));
		expect(item).toMatchObject({
			pair: 'BTC_USD',
			side: 'buy',
			quantity: '0.001',
			price: trade.price.toFixed(),
			createdAt: expect.stringMatching(/^20\d\d-.*Z$/),
			time: expect.stringMatching(/^20\d\d-.*Z$/),
		});
	});

	test('Ticker: last price, bid and ask', async () => {
		const trigger = await activate({ triggerOn: 'ticker', pairs: 'BTC_USD, ETH_USD' });
		await trigger.until(() => new Set(trigger.items.map(({ pair }) => pair)).size === 2);
		expect(trigger.items[0]).toMatchObject({
			pair: 'BTC_USD',
			last: expect.stringMatching(/^\d/),
			bid: expect.stringMatching(/^\d/),
			ask: expect.stringMatching(/^\d/),
		});
	});

	test.each(['bookSnapshots', 'bookUpdates'])(
		'%s: the top of the book as REST has it',
		async (triggerOn) => {
			const parameters = { triggerOn, pairs: 'BTC_USD', depth: 5, bookWhen: 'any' };
			const trigger = await activate(parameters);
			const [item] = await trigger.first(1);
			expect(item).toMatchObject({ pair: 'BTC_USD', bestBid: expect.any(String) });
			expect(item.asks).toHaveLength(5);
			const before = trigger.items.length;
			trader.buy('BTC_USD', '0.001');
			await trigger.until(() => trigger.items.length > before);
			const { book } = account.sandbox.exchange.instrument('BTC_USD')!;
			expect(trigger.items.at(-1)).toMatchObject({
				bestAsk: book.asks[0].price.toFixed(),
				bestBid: book.bids[0].price.toFixed(),
			});
		},
	);

	test('an empty list of pairs means all that are listed', async () => {
		await activate({ triggerOn: 'trades', pairs: '' });
		expect(connections()[0].topics).toHaveLength(account.sandbox.exchange.core.market.pairs.length);
	});
});

describe('private topics', () => {
	test('Own Trade', async () => {
		const trigger = await activate({ triggerOn: 'ownTrades' });
		const trade = trader.buy('BTC_USD', '0.001');
		expect(await trigger.first(1)).toEqual([
			expect.objectContaining({
				tradeId: String(trade.id),
				orderId: String(trade.orderId),
				pair: 'BTC_USD',
				side: 'buy',
				role: 'taker',
				feeCurrency: 'BTC',
			}),
		]);
	});

	test('Order: filled is filled, although EXMO calls it cancelled', async () => {
		const trigger = await activate({ triggerOn: 'orders' });
		trader.buy('BTC_USD', '0.001');
		await trigger.until(() => trigger.items.at(-1)?.status === 'filled');
		const order = trader.rest('BTC_USD', '0.01', '20000');
		account.sandbox.exchange.spot.cancel(trader.account, order.id);
		await trigger.until(() => trigger.items.at(-1)?.status === 'cancelled');
		expect(trigger.items.slice(-2)).toEqual([
			expect.objectContaining({ orderId: String(order.id), status: 'open', quantity: '0.01' }),
			expect.objectContaining({ status: 'cancelled', filledQuantity: '0', side: 'buy' }),
		]);
	});

	test('Wallet: only what changes', async () => {
		const trigger = await activate({ triggerOn: 'wallet' });
		trader.buy('BTC_USD', '0.001');
		await trigger.until(() => trigger.items.some(({ currency }) => currency === 'BTC'));
		expect(trigger.items.map(({ currency }) => currency).sort()).toEqual(['BTC', 'USD']);
		expect(trigger.items.find(({ currency }) => currency === 'BTC')?.free).toBe('1.500997');
	});

	test.each([
		['marginOrders', { pair: 'BTC_USDT', side: 'buy', originalQuantity: '0.01' }],
		['marginOwnTrades', { pair: 'BTC_USDT', side: 'buy', quantity: '0.01' }],
		['marginPositions', { pair: 'BTC_USDT', side: 'long', status: 'open', quantity: '0.01' }],
		['marginWallet', { currency: 'USDT' }],
	])('%s', async (triggerOn, expected) => {
		const trigger = await activate({ triggerOn });
		await trader.long('BTC_USDT', '0.01');
		expect(await trigger.first(1)).toEqual([expect.objectContaining(expected)]);
	});

	test('two triggers on one key, and REST with the same key meanwhile', async () => {
		const [one, other] = await Promise.all([
			activate({ triggerOn: 'ownTrades' }),
			activate({ triggerOn: 'ownTrades' }),
			...Array.from({ length: 5 }, () => activate({ triggerOn: 'wallet' })),
		]);
		const trade = trader.buy('BTC_USD', '0.001');
		for (const trigger of [one, other]) {
			expect((await trigger.first(1))[0].tradeId).toBe(String(trade.id));
		}
		expect(active.flatMap(({ errors }) => errors)).toEqual([]);
	});
});

describe('what EXMO refuses is an error that a person sees', () => {
	test('a pair that is not listed, by its topic', async () => {
		await expect(activate({ triggerOn: 'trades', pairs: 'BTC_USD, NOPE_USD' })).rejects.toThrow(
			'EXMO refused the subscription to spot/trades:NOPE_USD',
		);
		await allGone();
	});

	test('a login', async () => {
		account.credentials.apiSecret = account.sandbox.keys.other.secret;
		await expect(activate({ triggerOn: 'ownTrades' })).rejects.toThrow(
			'EXMO refused the login: EXMO did not accept the signature',
		);
	});

	test('a credential that may not read is not even tried', async () => {
		account.credentials.permissions = ['trade'];
		await expect(activate({ triggerOn: 'wallet' })).rejects.toThrow('needs the permission "Read"');
		expect(account.sandbox.stream.opened).toBe(0);
	});

	test('later on, n8n is told, and nothing is left open', async () => {
		const trigger = await activate({ triggerOn: 'wallet' });
		account.sandbox.stream.strike({ kind: 'refuseLogin', text: 'key was deleted', code: 40017 });
		account.sandbox.stream.strike({ kind: 'drop' });
		await trigger.until(() => trigger.errors.length > 0);
		expect(trigger.errors[0].message).toContain('EXMO refused the login');
		await allGone();
	});

	test('a Node.js without WebSocket', async () => {
		const { WebSocket: own } = globalThis;
		Reflect.deleteProperty(globalThis, 'WebSocket');
		try {
			await expect(activate({ triggerOn: 'wallet' })).rejects.toThrow(
				'This n8n runs on a Node.js without WebSocket',
			);
		} finally {
			globalThis.WebSocket = own;
		}
	});
});

describe('connections that end', () => {
	test.each([
		['a drop', { kind: 'drop' }],
		['maintenance', { kind: 'maintenance' }],
	] as const)('%s: back by itself, and what was missed comes as recovered', async (_, fault) => {
		const trigger = await activate({ triggerOn: 'ownTrades' });
		const before = trader.buy('BTC_USD', '0.001');
		await trigger.first(1);
		account.sandbox.stream.strike({ ...fault, forMs: 100 });
		const missed = [trader.buy('BTC_USD', '0.001'), trader.buy('ETH_USD', '0.01')];
		await trigger.first(3);
		const after = trader.buy('BTC_USD', '0.001');
		const items = await trigger.first(4);
		expect(items.map(({ tradeId }) => tradeId)).toEqual(
			[before, ...missed, after].map(({ id }) => String(id)),
		);
		expect(items.map(({ recovered }) => recovered)).toEqual([undefined, true, true, undefined]);
		expect(trigger.errors).toEqual([]);
	});

	test('orders: each that changed comes once, as it is now', async () => {
		const { exchange, stream } = account.sandbox;
		const rest = (price: string) => trader.rest('BTC_USD', '0.01', price);
		const [stays, cancelled, early] = [rest('20000'), rest('20001'), rest('20002')];
		exchange.spot.cancel(trader.account, early.id); // before the trigger: no event
		const trigger = await activate({ triggerOn: 'orders' });
		stream.strike({ kind: 'drop', socket: 'private', forMs: 100 });
		exchange.spot.cancel(trader.account, cancelled.id);
		const filled = trader.buy('BTC_USD', '0.001');
		const brief = rest('20003');
		exchange.spot.cancel(trader.account, brief.id);
		const opened = rest('20004');
		await trigger.until(() => trigger.items.some(({ orderId }) => orderId === String(opened.id)));
		expect(
			trigger.items.map(({ orderId, status, recovered }) => [orderId, status, recovered]),
		).toEqual([
			[String(cancelled.id), 'cancelled', true],
			[String(filled.orderId), 'filled', true],
			[String(brief.id), 'cancelled', true],
			[String(opened.id), 'open', true],
		]);
		exchange.spot.cancel(trader.account, stays.id);
		await trigger.until(() => trigger.items.length === 5);
		expect(trigger.items[4]).toMatchObject({ orderId: String(stays.id), status: 'cancelled' });
		expect(trigger.items[4]).not.toHaveProperty('recovered');
	});

	test('margin orders and trades: what came and went in between', async () => {
		const orders = await activate({ triggerOn: 'marginOrders' });
		const trades = await activate({ triggerOn: 'marginOwnTrades' });
		trader.long('BTC_USDT', '0.01');
		await orders.until(() => orders.items.at(-1)?.status === 'filled');
		await trades.first(1);
		const before = orders.items.length;
		account.sandbox.stream.strike({ kind: 'drop', socket: 'margin', forMs: 100 });
		trader.long('BTC_USDT', '0.02');
		expect((await trades.first(2))[1]).toMatchObject({ quantity: '0.02', recovered: true });
		await orders.first(before + 1);
		const { margin } = account.sandbox.exchange;
		expect(orders.items.slice(before)).toEqual([
			expect.objectContaining({
				orderId: String(margin.accepted.at(-1)?.id),
				status: 'filled',
				recovered: true,
			}),
		]);
	});

	test('a connection that has fallen silent is found out, and replaced', async () => {
		const trigger = await activate({ triggerOn: 'ownTrades' });
		account.sandbox.stream.strike({ kind: 'silence' });
		const { id } = trader.buy('BTC_USD', '0.001');
		expect(await trigger.first(1)).toEqual([
			expect.objectContaining({ tradeId: String(id), recovered: true }),
		]);
	});

	test('wallet: the new snapshot tells what changed', async () => {
		const trigger = await activate({ triggerOn: 'wallet' });
		account.sandbox.stream.strike({ kind: 'drop', forMs: 50 });
		trader.buy('BTC_USD', '0.001');
		const items = await trigger.first(2);
		expect(items.map(({ currency, recovered }) => [currency, recovered]).sort()).toEqual([
			['BTC', true],
			['USD', true],
		]);
	});

	test('deactivated while it waits to reconnect: no socket is left, and none comes', async () => {
		const trigger = await activate({ triggerOn: 'ownTrades' });
		const opened = account.sandbox.stream.opened;
		account.sandbox.stream.strike({ kind: 'drop' });
		await trigger.deactivate();
		await trigger.deactivate();
		// Another one connects, loses its connection and is back: longer than the first would have waited
		const other = await activate({ triggerOn: 'ownTrades' });
		account.sandbox.stream.strike({ kind: 'drop' });
		const { id } = trader.buy('BTC_USD', '0.001');
		await other.until(() => other.items.some(({ tradeId }) => tradeId === String(id)));
		account.sandbox.stream.strike({ kind: 'drop' });
		const second = trader.buy('BTC_USD', '0.001');
		await other.until(() => other.items.some(({ tradeId }) => tradeId === String(second.id)));
		expect(account.sandbox.stream.opened).toBe(opened + 3);
		expect(connections()).toHaveLength(1);
	});

	test('frames that come twice are one event', async () => {
		account.sandbox.stream.strike({ kind: 'duplicate' });
		const trigger = await activate({ triggerOn: 'ownTrades' });
		const trades = [1, 2, 3].map(() => trader.buy('BTC_USD', '0.001'));
		await trigger.first(3);
		account.sandbox.stream.strike({ kind: 'drop' });
		trades.push(trader.buy('BTC_USD', '0.001'));
		const items = await trigger.first(4);
		expect(items.map(({ tradeId }) => tradeId)).toEqual(trades.map(({ id }) => String(id)));
	});
});

describe('at the pace of the workflow', () => {
	test('only so many runs at once; what waits is counted when it has to go', async () => {
		const parameters = {
			triggerOn: 'ownTrades',
			options: { runsAtOnce: 1, longestQueue: 3 },
		};
		const trigger = await activate(parameters, { slowRuns: true });
		const ids = Array.from({ length: 8 }, () => String(trader.buy('BTC_USD', '0.001').id));
		const last = await activate({ triggerOn: 'ownTrades' });
		const mark = trader.buy('BTC_USD', '0.001');
		await last.until(() => last.items.some(({ tradeId }) => tradeId === String(mark.id)));
		expect(trigger.items.map(({ tradeId }) => tradeId)).toEqual([ids[0]]);
		for (const count of [2, 3, 4]) {
			trigger.endRun();
			await trigger.first(count);
		}
		expect(trigger.items.map(({ tradeId }) => tradeId)).toEqual([
			ids[0],
			...[...ids, String(mark.id)].slice(-3),
		]);
		expect(trigger.items[1].dropped).toBe(5);
	});

	test('the latest state wins, and says how many it stands for', async () => {
		const parameters = { triggerOn: 'wallet', options: { runsAtOnce: 1 } };
		const trigger = await activate(parameters, { slowRuns: true });
		// Each fill changes two balances, and only one run ends for it: sooner or later they meet
		for (let runs = 1; !trigger.items.some(({ merged }) => Number(merged) > 0); runs++) {
			trader.buy('BTC_USD', '0.001');
			await trigger.first(runs);
			trigger.endRun();
		}
		expect(trigger.items.every(({ dropped }) => dropped === undefined)).toBe(true);
	});

	test('filters: side, quantity and pairs', async () => {
		const trigger = await activate({
			triggerOn: 'ownTrades',
			pairs: ['BTC_USD'],
			options: { side: 'buy', minQuantity: '0.002' },
		});
		trader.buy('BTC_USD', '0.001');
		trader.buy('ETH_USD', '0.1');
		const wanted = trader.buy('BTC_USD', '0.002');
		expect((await trigger.first(1))[0].tradeId).toBe(String(wanted.id));
	});
});

describe('in the editor', () => {
	test('the first event ends the run', async () => {
		const run = testInEditor(account.credentials, { triggerOn: 'ticker', pairs: 'BTC_USD' });
		const { data, status } = await run.result;
		expect(status).toBe('success');
		const items = data.resultData.runData.Stream[0].data?.main[0];
		expect(items?.[0].json).toMatchObject({ pair: 'BTC_USD' });
	});

	test('stopped while it waits: no socket is left', async () => {
		const run = testInEditor(account.credentials, { triggerOn: 'orders' });
		while (connections().length === 0) await account.sandbox.stream.change();
		run.stop();
		await allGone();
	});

	test('what is wrong is said', async () => {
		const run = testInEditor(account.credentials, { triggerOn: 'trades', pairs: 'NOPE_USD' });
		const { data } = await run.result;
		expect(data.resultData.error?.message).toContain('spot/trades:NOPE_USD');
		await allGone();
	});
});
