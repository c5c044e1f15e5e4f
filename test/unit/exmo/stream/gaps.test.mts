/** Gap fill asks REST for as many pages as it needs, and for no more. */
import type { Call } from '../../../../exmo/api/call.ts';
import type { Row } from '../../../../exmo/api/rows.ts';
import type { Moment } from '../../../../exmo/clock.ts';
import { TOPICS, type TopicKey } from '../../../../exmo/stream/topics.ts';

const START = 1_700_000_000;
const GAP = 5000 as Moment;

type Answers = Record<string, (params: Row) => unknown>;

/** A topic as the trigger sets it up, on an exchange that answers as told. */
function setUp(key: TopicKey, answers: Answers) {
	const asked: Array<[path: string, offset: unknown]> = [];
	const moments: number[] = [];
	const skipped: string[] = [];
	const call = async ({ path }: { path: string }, params: Row = {}) => {
		asked.push([path, params.offset]);
		return answers[path](params);
	};
	const { feed, gapFiller } = TOPICS[key].setUp({
		call: call as unknown as Call,
		clock: { now: () => GAP },
		async serverSecondsAt(moment) {
			moments.push(moment);
			return START + 1000;
		},
		skip: (error) => void skipped.push((error as Error).message),
		book: { depth: 1, when: 'any' },
		notBefore: () => START,
	});
	if (!gapFiller) throw new Error(`${key} has no gap filler.`);
	return { feed, gapFiller, asked, moments, skipped };
}

const trades = (from: number, count: number, pair = 'BTC_USD') =>
	Array.from({ length: count }, (_, index) => ({
		trade_id: from - index,
		...{ pair, price: '1', quantity: '1', date: START + from - index },
	}));
const PAIRS = { pair_settings: () => ({ BTC_USD: {}, ETH_USD: {} }) };

test('own trades of a gap are read back to the page with one that is known', async () => {
	const pages = [trades(1000, 100), trades(900, 100), trades(800, 100)];
	const { feed, gapFiller, asked } = setUp('ownTrades', {
		...PAIRS,
		user_trades: ({ offset }) => ({ BTC_USD: pages[Number(offset) / 100], ETH_USD: [] }),
	});
	feed.begin?.({ trades: trades(850, 1), cancelled: [] });
	const fill = await gapFiller.since(GAP);
	expect(fill.trades).toHaveLength(200);
	expect(asked.filter(([path]) => path === 'user_trades')).toEqual([
		['user_trades', 0],
		['user_trades', 100],
	]);
});

test('own trades of a pair with a full page of new ones may have older new ones', async () => {
	const { feed, gapFiller, asked } = setUp('ownTrades', {
		...PAIRS,
		user_trades: ({ offset }) => ({
			BTC_USD: trades(1000 - Number(offset), 100),
			ETH_USD: offset === 0 ? trades(5, 1, 'ETH_USD') : [],
		}),
	});
	feed.begin?.({
		trades: [...trades(5, 1, 'ETH_USD'), ...trades(750, 1)],
		cancelled: [],
	});
	await gapFiller.since(GAP);
	expect(asked.filter(([path]) => path === 'user_trades')).toHaveLength(3);
});

test('what is no list among own trades is left out and told', async () => {
	const { gapFiller, skipped } = setUp('ownTrades', {
		...PAIRS,
		user_trades: () => ({ BTC_USD: 'many', ETH_USD: trades(9, 1, 'ETH_USD') }),
	});
	expect((await gapFiller.begin()).trades).toHaveLength(1);
	expect(skipped).toEqual(['BTC_USD is "many", which is no list']);
});

test('a list that never ends is given up after 100 pages, and told', async () => {
	const { gapFiller, asked, skipped } = setUp('marginOwnTrades', {
		'margin/user/trade/list': ({ offset }) => ({ trades: trades(100_000 - Number(offset), 100) }),
	});
	expect((await gapFiller.since(GAP)).trades).toHaveLength(10_000);
	expect(asked).toHaveLength(100);
	expect(skipped).toEqual(['there is more than 10000 rows; older ones were left out']);
});

test('the first snapshot is the base of margin trades: nothing is asked at the start', async () => {
	const { gapFiller, asked } = setUp('marginOwnTrades', {});
	expect(await gapFiller.begin()).toEqual({ trades: [], cancelled: [] });
	expect(asked).toEqual([]);
});

test('the ends of orders count from ten seconds before the gap, by the clock of EXMO', async () => {
	const { gapFiller, moments } = setUp('orders', {
		...PAIRS,
		user_cancelled_orders: () => [],
		user_trades: () => ({ BTC_USD: trades(1000, 20), ETH_USD: [] }),
	});
	const fill = await gapFiller.since(17 as Moment);
	expect(fill.from).toBe(START + 990);
	expect(fill.trades).toHaveLength(11);
	await gapFiller.begin();
	expect(moments).toEqual([17, GAP]);
});

test('the history of margin orders is told apart into trades and cancels', async () => {
	const event = (id: number, more: object) => ({
		...{ order_id: String(id), order_type: 'limit_buy', event_time: `${START + 995}000000000` },
		...more,
	});
	const { gapFiller } = setUp('marginOrders', {
		'margin/user/order/history': () => ({
			items: [
				event(1, { trade_id: '7' }),
				event(2, { trade_id: '0', event_type: 'OrderCancelStarted' }),
				event(3, { trade_id: '0', event_type: 'Other' }),
				event(4, { trade_id: '8', event_time: `${START + 900}000000000` }),
			],
		}),
	});
	const fill = await gapFiller.since(GAP);
	const ids = (rows: readonly Row[]) => rows.map(({ order_id, type }) => [order_id, type]);
	expect(ids(fill.trades)).toEqual([['1', 'limit_buy']]);
	expect(ids(fill.cancelled)).toEqual([['2', 'limit_buy']]);
});

test('topics whose gaps REST can fill, and those whose next snapshot has to do', () => {
	const setup = { ...({} as Parameters<typeof TOPICS.orders.setUp>[0]) };
	const filled = Object.entries(TOPICS).filter(([, topic]) => topic.setUp(setup).gapFiller);
	expect(filled.map(([key]) => key).sort()).toEqual([
		'marginOrders',
		'marginOwnTrades',
		'orders',
		'ownTrades',
	]);
});
