/** What feeds remember: nothing that was over before comes as new, however much happened in between. */
import { OrdersFeed } from '../../../../exmo/stream/feeds/orders.ts';
import { TradesFeed } from '../../../../exmo/stream/feeds/trades.ts';
import type { StreamEvent } from '../../../../exmo/stream/feeds/feed.ts';
import type { DataFrame } from '../../../../exmo/stream/connection/frames.ts';

const frame = (data: unknown, isSnapshot = false): DataFrame => ({
	kind: 'data',
	topic: 'spot/orders',
	data,
	isSnapshot,
	ts: 1,
});

const START = 1_700_000_000;
const order = (id: number, more: object = {}) => ({
	order_id: String(id),
	pair: 'BTC_USD',
	type: 'buy',
	quantity: '1',
	original_quantity: '1',
	price: '10',
	status: 'open',
	created: String(START),
	...more,
});
const filled = (id: number) => order(id, { quantity: '0', status: 'cancelled' });
const keys = (events: StreamEvent[]) => events.map(({ key }) => key);

/** A row of `user_cancelled_orders`: it has the time at which the order was made. */
const cancelled = (id: number, created = START - 1000) => {
	const { status, ...row } = order(id, { created: String(created) });
	return row;
};
const OLD = Array.from({ length: 500 }, (_, index) => cancelled(1000 - index));

/** A feed that has begun with the old cancelled orders, and was told of so many ends since. */
function feedAfter(ends: number, endOf: (id: number) => object = filled): OrdersFeed {
	const feed = new OrdersFeed();
	feed.begin({ trades: [], cancelled: OLD, from: START - 10 });
	feed.take(frame([], true));
	for (let id = 10_000; id < 10_000 + ends; id++) {
		feed.take(frame(order(id)));
		feed.take(frame(endOf(id)));
	}
	return feed;
}

describe('orders', () => {
	test.each([0, 500, 1700, 2500, 6000])(
		'after %i ends, a gap brings back none of those that were cancelled before the start',
		(ends) => {
			const feed = feedAfter(ends);
			for (let gap = 0; gap < 2; gap++) {
				feed.fillGap({ trades: [], cancelled: OLD, from: START + 5000 }, 1);
				expect(feed.take(frame([], true))).toEqual([]);
			}
		},
	);

	test('after thousands of ends, a gap brings back none of the cancelled orders whose rows have no time', () => {
		const rows = OLD.map(({ created, ...row }) => row);
		const feed = new OrdersFeed();
		feed.begin({ trades: [], cancelled: rows });
		feed.take(frame([], true));
		for (let id = 10_000; id < 15_000; id++) feed.take(frame(filled(id)));
		feed.fillGap({ trades: [], cancelled: rows }, 1);
		expect(feed.take(frame([], true))).toEqual([]);
	});

	test('after thousands of fills, a gap brings back none that were cancelled while it listened', () => {
		const feed = feedAfter(400, (id) => order(id, { status: 'cancelled' }));
		for (let id = 20_000; id < 25_000; id++) feed.take(frame(filled(id)));
		const rows = Array.from({ length: 400 }, (_, index) => cancelled(10_399 - index, START));
		feed.fillGap({ trades: [], cancelled: rows, from: START + 5000 }, 1);
		expect(feed.take(frame([], true))).toEqual([]);
	});

	test('a cancelled order that was open, and one that came in the gap, are news', () => {
		const feed = feedAfter(3000);
		feed.take(frame(order(30_000)));
		const rows = [...OLD, cancelled(30_000, START), cancelled(31_000, START + 5001)];
		feed.fillGap({ trades: [], cancelled: rows, from: START + 5000 }, 1);
		const events = feed.take(frame([], true));
		expect(events.map(({ key, status }) => [key, status])).toEqual([
			['30000', 'cancelled'],
			['31000', 'cancelled'],
		]);
	});

	test('the snapshot after a connection that broke before its first one is the base, but for what came since', () => {
		const feed = new OrdersFeed();
		feed.begin({ trades: [], cancelled: OLD, from: START - 10 });
		const rows = [cancelled(3, START + 1), ...OLD];
		feed.fillGap({ trades: [], cancelled: rows, from: START - 10 }, 1);
		const before = order(1, { created: String(START - 500) });
		const since = order(2, { created: String(START + 1) });
		expect(keys(feed.take(frame([before, since], true)))).toEqual(['3', '2']);
	});

	test('only a cancel proves an end where a snapshot has a row that nobody can read', () => {
		const feed = new OrdersFeed();
		feed.take(frame([order(1), order(2), order(3), order(4)], true));
		feed.fillGap(
			{
				trades: [{ order_id: 2, date: START, pair: 'BTC_USD' }],
				cancelled: [cancelled(3)],
				from: 0,
			},
			1,
		);
		const skipped: unknown[] = [];
		const events = feed.take(
			frame([order(4), { ...order(1), order_id: null }], true),
			(error) => void skipped.push(error),
		);
		expect(keys(events)).toEqual(['3']);
		expect(skipped.map(String)).toEqual(['Unreadable: order_id is null, which is no ID']);
		// The next gap finds out what became of the others
		feed.fillGap(
			{ trades: [{ order_id: 2, date: START, pair: 'BTC_USD' }], cancelled: [], from: 0 },
			1,
		);
		expect(keys(feed.take(frame([order(1), order(4)], true)))).toEqual(['2']);
	});
});

describe('own trades', () => {
	const trade = (id: number, date = START + id) => ({
		trade_id: id,
		pair: 'BTC_USD',
		date,
		price: '1',
		quantity: '1',
	});

	test('after thousands of fills, a gap brings back no trade of the base, and none of those fills', () => {
		const feed = new TradesFeed(() => START);
		const base = Array.from({ length: 100 }, (_, index) => trade(100 - index));
		feed.begin({ trades: base, cancelled: [] });
		const live = Array.from({ length: 5000 }, (_, index) => trade(101 + index));
		for (const row of live) feed.take(frame(row));
		const all = [...base, ...live].reverse();
		expect(feed.fillGap({ trades: all, cancelled: [] }, 1)).toEqual([]);
		expect(keys(feed.fillGap({ trades: [trade(5101), ...all], cancelled: [] }, 1))).toEqual([
			'5101',
		]);
	});

	test("the start of trades is told by EXMO's clock as it is known when it counts, not when it began", () => {
		let startedAt = START + 3600; // our clock is an hour ahead, and no reply has come yet
		const feed = new TradesFeed(() => startedAt);
		feed.begin({ trades: [trade(1, START - 100)], cancelled: [] });
		startedAt = START;
		expect(keys(feed.fillGap({ trades: [trade(2, START + 600)], cancelled: [] }, 1))).toEqual([
			'2',
		]);
	});
});
