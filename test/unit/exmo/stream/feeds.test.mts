import fc from 'fast-check';
import type { StreamEvent } from '../../../../exmo/stream/feeds/feed.ts';
import { BookFeed } from '../../../../exmo/stream/feeds/books.ts';
import { OrdersFeed } from '../../../../exmo/stream/feeds/orders.ts';
import { PositionsFeed } from '../../../../exmo/stream/feeds/positions.ts';
import { TickerFeed } from '../../../../exmo/stream/feeds/ticker.ts';
import { TradesFeed } from '../../../../exmo/stream/feeds/trades.ts';
import { WalletFeed } from '../../../../exmo/stream/feeds/wallet.ts';
import type { DataFrame } from '../../../../exmo/stream/connection/frames.ts';

const frame = (topic: string, data: unknown, isSnapshot = false): DataFrame => ({
	kind: 'data',
	topic,
	data,
	isSnapshot,
	ts: 1,
});
const update = (data: unknown) => frame('spot/topic', data);
const snapshot = (data: unknown) => frame('spot/topic', data, true);
const keys = (events: StreamEvent[]) => events.map(({ key }) => key);
const NOTHING = { trades: [], cancelled: [] };

describe('own trades', () => {
	const START = 1000;
	const trade = (id: number, pair = 'BTC_USD', date = START + id) => ({
		trade_id: id,
		pair,
		date,
		price: '1',
		quantity: '1',
	});

	test('own trades come once each, live or from a gap fill, in the order of their IDs', () => {
		const feed = new TradesFeed(() => START);
		const [old, older] = [trade(2, 'BTC_USD', START - 1), trade(1, 'BTC_USD', START - 1)];
		feed.begin({ trades: [old, older], cancelled: [] });
		expect(keys(feed.take(update(old)))).toEqual([]);
		expect(keys(feed.take(update(trade(3))))).toEqual(['3']);
		const trades = [trade(6), trade(3), trade(4, 'ETH_USD'), trade(5)];
		const recovered = feed.fillGap({ trades, cancelled: [] }, 9);
		expect(keys(recovered)).toEqual(['4', '5', '6']);
		expect(recovered.every((event) => event.recovered)).toBe(true);
		expect(keys(feed.take(update(trade(6))))).toEqual([]);
	});

	test('a fill between the subscription and the first answer of REST, which shows it too, is one event', () => {
		const feed = new TradesFeed(() => START);
		feed.begin({ trades: [trade(2), trade(1)], cancelled: [] });
		expect(keys(feed.take(update(trade(2))))).toEqual(['2']); // its frame waited for REST
		expect(keys(feed.take(update(trade(2))))).toEqual([]);
		// No frame told of the other: it was before the subscription
		expect(feed.fillGap({ trades: [trade(2), trade(1)], cancelled: [] }, 9)).toEqual([]);
	});

	test('own trades from before the start are history, also where nothing was known of the pair', () => {
		const feed = new TradesFeed(() => START);
		feed.begin(NOTHING);
		expect(feed.fillGap({ trades: [trade(7, 'XRP_USD', START - 1)], cancelled: [] }, 9)).toEqual(
			[],
		);
	});

	test('trade IDs above 2^53 are told apart', () => {
		const feed = new TradesFeed(() => 0);
		const row = (id: string) => ({
			trade_id: id,
			trade_dt: '1760000350200300411',
			pair: 'A_B',
			price: '1',
			quantity: '1',
		});
		feed.take(snapshot([row('712345678901235010')]));
		expect(keys(feed.take(update(row('712345678901235011'))))).toEqual(['712345678901235011']);
		expect(feed.take(snapshot([row('712345678901235010'), row('712345678901235012')]))).toEqual([
			expect.objectContaining({ key: '712345678901235012', recovered: true }),
		]);
	});

	test('own trades come once each, whatever is lost live and whatever REST repeats', () => {
		const story = fc.record({
			count: fc.integer({ min: 1, max: 60 }),
			gaps: fc.array(fc.tuple(fc.nat(60), fc.nat(20)), { maxLength: 5 }),
			twice: fc.array(fc.nat(60)),
		});
		fc.assert(
			fc.property(story, ({ count, gaps, twice }) => {
				const feed = new TradesFeed(() => 0);
				feed.begin(NOTHING);
				const seen: string[] = [];
				const gapEnds = new Map(gaps.map(([at, length]) => [at, at + length]));
				let deafUntil = -1;
				for (let id = 1; id <= count; id++) {
					const end = gapEnds.get(id);
					if (end !== undefined && deafUntil < id) deafUntil = end;
					if (id <= deafUntil) continue;
					if (deafUntil >= 0) {
						const rest = Array.from({ length: id }, (_, index) => trade(id - index));
						seen.push(...keys(feed.fillGap({ trades: rest, cancelled: [] }, 1)));
						deafUntil = -1;
					}
					for (let copy = 0; copy <= Number(twice.includes(id)); copy++) {
						seen.push(...keys(feed.take(update(trade(id)))));
					}
				}
				const rest = Array.from({ length: count }, (_, index) => trade(count - index));
				seen.push(...keys(feed.fillGap({ trades: rest, cancelled: [] }, 1)));
				expect(seen).toEqual(Array.from({ length: count }, (_, index) => String(index + 1)));
			}),
		);
	});

	test('trades that a full memory forgets stay old', () => {
		const feed = new TradesFeed(() => 0);
		for (let id = 1; id <= 5000; id++) feed.take(update(trade(id)));
		expect(feed.take(update(trade(1)))).toEqual([]);
		expect(keys(feed.take(update(trade(5001))))).toEqual(['5001']);
	});
});

describe('orders', () => {
	const order = (id: number, more: object = {}) => ({
		order_id: String(id),
		pair: 'BTC_USD',
		type: 'buy',
		quantity: '1',
		original_quantity: '1',
		status: 'open',
		...more,
	});
	const told = (events: StreamEvent[]) =>
		events.map(({ key, status, recovered }) => [key, status, recovered]);

	test('orders of the first snapshot are no events; each change is one', () => {
		const feed = new OrdersFeed();
		expect(feed.take(snapshot([order(1)]))).toEqual([]);
		expect(told(feed.take(update(order(2))))).toEqual([['2', 'open', false]]);
		const part = order(2, { quantity: '0.4', status: 'executing' });
		expect(told(feed.take(update(part)))).toEqual([['2', 'partiallyFilled', false]]);
		expect(feed.take(update(part))).toEqual([]);
		const filled = order(2, { quantity: '0', status: 'cancelled' });
		expect(told(feed.take(update([filled])))).toEqual([['2', 'filled', false]]);
		expect(feed.take(update(part))).toEqual([]);
		const cancelled = order(1, { status: 'cancelled' });
		expect(told(feed.take(update(cancelled)))).toEqual([['1', 'cancelled', false]]);
	});

	test('orders that ended, came or changed in a gap come once each, the oldest end first', () => {
		const feed = new OrdersFeed();
		feed.begin({ trades: [], cancelled: [order(90)] });
		feed.take(snapshot([order(1), order(2), order(3), order(4)]));
		feed.fillGap({
			trades: [{ order_id: 2, pair: 'BTC_USD', type: 'buy', date: 5 }],
			cancelled: [order(90), order(7), order(3)],
		});
		const events = feed.take(snapshot([order(4, { quantity: '0.5' }), order(8)]));
		expect(told(events)).toEqual([
			['1', 'unknown', true],
			['2', 'filled', true],
			['3', 'cancelled', true],
			['7', 'cancelled', true],
			['4', 'partiallyFilled', true],
			['8', 'open', true],
		]);
		feed.fillGap({ trades: [], cancelled: [order(90), order(7), order(3)] });
		expect(feed.take(snapshot([order(4, { quantity: '0.5' }), order(8)]))).toEqual([]);
	});

	test('an order that came and ended between the first snapshot and the first answer of REST is told', () => {
		const feed = new OrdersFeed();
		feed.begin({
			trades: [{ order_id: 5, pair: 'BTC_USD', type: 'buy', date: 5 }],
			cancelled: [order(6)],
		});
		feed.take(snapshot([]));
		const filled = order(5, { quantity: '0', status: 'cancelled' });
		expect(told(feed.take(update(filled)))).toEqual([['5', 'filled', false]]);
		const cancelled = order(6, { status: 'cancelled' });
		expect(told(feed.take(update(cancelled)))).toEqual([['6', 'cancelled', false]]);
		expect(feed.take(update(cancelled))).toEqual([]);
		feed.fillGap({ trades: [], cancelled: [order(6)] });
		expect(feed.take(snapshot([]))).toEqual([]);
	});

	test('a stop order that is gone without a cancel has fired', () => {
		const feed = new OrdersFeed();
		feed.take(snapshot([{ parent_order_id: '812345678901234567', quantity: '1', status: 'open' }]));
		feed.fillGap(NOTHING);
		expect(told(feed.take(snapshot([])))).toEqual([['812345678901234567', 'triggered', true]]);
	});
});

describe('wallet', () => {
	test('spot balances come from updates of one currency, and from what differs in a snapshot after a gap', () => {
		const feed = new WalletFeed();
		const first = { balances: { BTC: '1', USD: '5' }, reserved: { BTC: '0', USD: '1' } };
		expect(feed.take(snapshot(first))).toEqual([]);
		expect(keys(feed.take(update({ currency: 'BTC', balance: '2', reserved: '0' })))).toEqual([
			'BTC',
		]);
		const later = { balances: { BTC: '2', USD: '4' }, reserved: { BTC: '0', USD: '1' } };
		expect(feed.take(snapshot(later))).toEqual([
			expect.objectContaining({
				key: 'USD',
				recovered: true,
				row: { currency: 'USD', balance: '4', reserved: '1' },
			}),
		]);
	});

	test('margin balances come as an object by currency', () => {
		const feed = new WalletFeed();
		feed.take(snapshot({ USDT: { balance: '1', used: '0', free: '1' } }));
		const [event] = feed.take(update({ USDT: { balance: '1', used: '1', free: '0' } }));
		expect(event.row).toEqual({ currency: 'USDT', balance: '1', used: '1', free: '0' });
	});
});

test('a ticker that the snapshot of a new connection repeats is no event', () => {
	const feed = new TickerFeed();
	const topic = 'spot/ticker:BTC_USD';
	expect(keys(feed.take(frame(topic, { last_trade: '1' }, true)))).toEqual(['BTC_USD']);
	expect(feed.take(frame(topic, { last_trade: '1' }, true))).toEqual([]);
	expect(keys(feed.take(frame(topic, { last_trade: '2' })))).toEqual(['BTC_USD']);
});

describe('positions', () => {
	const position = (id: number, more: object = {}) => ({
		position_id: String(id),
		pair: 'BTC_USDT',
		quantity: '1',
		unrealized_pnl: '0',
		...more,
	});

	test('positions that opened, changed or closed are events; after a gap what differs, the market apart', () => {
		const feed = new PositionsFeed();
		expect(feed.take(snapshot([position(1), position(2)]))).toEqual([]);
		expect(keys(feed.take(update(position(3))))).toEqual(['3']);
		expect(keys(feed.take(update(position(3, { closed: true, quantity: '0' }))))).toEqual(['3']);
		const events = feed.take(snapshot([position(2, { unrealized_pnl: '7' }), position(4)]));
		expect(events.map(({ key, row, recovered }) => [key, row.closed, recovered])).toEqual([
			['1', true, true],
			['4', undefined, true],
		]);
	});
});

describe('order books', () => {
	const topic = 'spot/order_book_updates:BTC_USD';
	const level = (price: string, quantity: string) => [price, quantity, '0'];

	test('a book with bestPrice is an event only when the best price changes', () => {
		const feed = new BookFeed({ depth: 1, when: 'bestPrice' }, false);
		const first = { ask: [level('2', '1'), level('3', '1')], bid: [level('1', '1')] };
		expect(feed.take(frame(topic, first, true))).toHaveLength(1);
		expect(feed.take(frame(topic, { ask: [level('2', '5')] }))).toEqual([]);
		const [event] = feed.take(frame(topic, { ask: [level('2', '0')], bid: [] }));
		expect(event.row).toEqual({ ask: [level('3', '1')], bid: [level('1', '1')] });
	});

	test('a book is what a snapshot and the changes after it lead to', () => {
		const side = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(3)), { maxLength: 30 });
		const rows = (levels: Array<[number, number]>) =>
			levels.map(([price, quantity]) =>
				level(`0.${String(price).padStart(2, '0')}`, String(quantity)),
			);
		fc.assert(
			fc.property(fc.array(fc.record({ ask: side, bid: side }), { minLength: 1 }), (frames) => {
				const feed = new BookFeed({ depth: 400, when: 'any' }, false);
				const truth = { ask: new Map<string, string[]>(), bid: new Map<string, string[]>() };
				let last: unknown = { ask: [], bid: [] };
				frames.forEach((changes, index) => {
					const data = { ask: rows(changes.ask), bid: rows(changes.bid) };
					const isSnapshot = index === 0;
					// A whole book has each price once
					if (isSnapshot) {
						for (const name of ['ask', 'bid'] as const) {
							const once = new Map(data[name].map((row) => [row[0], row]));
							data[name] = [...once.values()].filter((row) => row[1] !== '0');
						}
					}
					for (const name of ['ask', 'bid'] as const) {
						for (const row of data[name]) {
							if (row[1] === '0') truth[name].delete(row[0]);
							else truth[name].set(row[0], row);
						}
					}
					last = feed.take(frame(topic, data, isSnapshot)).at(-1)?.row ?? last;
				});
				const sorted = (name: 'ask' | 'bid', sign: number) =>
					[...truth[name].values()].sort((a, b) => sign * (Number(a[0]) - Number(b[0])));
				expect(last).toEqual({ ask: sorted('ask', 1), bid: sorted('bid', -1) });
			}),
		);
	});
});
