/** Whatever EXMO sends, in whatever topic: it is left out and told, and the next good row is an event. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Moment } from '../../../../exmo/clock.ts';
import { parseDecimal } from '../../../../exmo/money/decimal.ts';
import type { GapFill } from '../../../../exmo/stream/feeds/feed.ts';
import { readFrame, type DataFrame } from '../../../../exmo/stream/connection/frames.ts';
import { TOPICS, type TopicKey } from '../../../../exmo/stream/topics.ts';
import { toExmoError } from '../../../../nodes/ExmoStreamTrigger/errors.ts';
import { TOPIC_OPTIONS } from '../../../../nodes/ExmoStreamTrigger/topicOptions.ts';
import { Subscription } from '../../../../exmo/stream/subscription.ts';
import { Emitter } from '../../../../nodes/ExmoStreamTrigger/emitter.ts';

/** A row of each topic as it should be; `turn` makes it differ from those before. */
const GOOD: Record<TopicKey, (turn: number) => unknown> = {
	trades: (turn) => [
		{ trade_id: turn, type: 'buy', price: '10', quantity: '1', amount: '10', date: 1760000012 },
	],
	ticker: (turn) => ({
		buy_price: '9',
		sell_price: '11',
		last_trade: String(turn),
		high: '12',
		low: '8',
		avg: '10',
		vol: '5',
		vol_curr: '50',
		updated: 1760000000,
	}),
	bookSnapshots: (turn) => ({ ask: [[String(turn), '1', '1']], bid: [['1', '1', '1']] }),
	bookUpdates: (turn) => ({ ask: [[String(turn), '1', '1']], bid: [['1', '1', '1']] }),
	ownTrades: (turn) => ({
		trade_id: turn,
		type: 'buy',
		price: '10',
		quantity: '1',
		amount: '10',
		date: 1760000007,
		order_id: 5,
		pair: 'BTC_USD',
		exec_type: 'taker',
		commission_amount: '0.1',
		commission_currency: 'BTC',
		commission_percent: '0.3',
	}),
	wallet: (turn) => ({ currency: 'USD', balance: String(turn), reserved: '60' }),
	orders: (turn) => ({
		order_id: String(turn),
		client_id: 42,
		created: '1760000005',
		pair: 'BTC_USD',
		quantity: '1',
		original_quantity: '1',
		price: '10',
		type: 'buy',
		status: 'open',
	}),
	marginWallet: (turn) => ({ USDT: { balance: String(turn), used: '1', free: '2' } }),
	marginOrders: (turn) => ({
		order_id: String(turn),
		created: '1760000300412000107',
		type: 'limit_buy',
		pair: 'BTC_USDT',
		leverage: '2',
		price: '10',
		stop_price: '0',
		trigger_price: '10',
		init_quantity: '1',
		quantity: '1',
		status: 'active',
	}),
	marginOwnTrades: (turn) => ({
		trade_id: String(turn),
		trade_dt: '1760000350200300411',
		type: 'buy',
		order_id: '7',
		pair: 'BTC_USDT',
		quantity: '1',
		price: '10',
		is_maker: false,
	}),
	marginPositions: (turn) => ({
		position_id: String(turn),
		created: '1760000350600000000',
		pair: 'BTC_USDT',
		type: 'long',
		quantity: '1',
		leverage: '2',
		base_price: '10',
		closed: false,
	}),
};
const KEYS = Object.keys(GOOD) as TopicKey[];

/** Values that no field should have, and those that crash whoever trusts them. */
const odd = fc.oneof(
	fc.constantFrom<unknown[]>(
		'n/a',
		'',
		'1,5',
		null,
		[],
		{},
		[null],
		-1,
		1e300,
		true,
		'0x1',
		'1e99',
	),
	fc.constantFrom<unknown[]>({ toString: 1 }, { length: 1 }, { valueOf: null, toString: null }),
	fc.jsonValue(),
);

/** The value, with something odd at one place in it, or with a field left out. */
function spoil(value: unknown, seed: number, by: unknown, isMissing: boolean): unknown {
	const isInner = typeof value === 'object' && value !== null;
	const names = isInner ? Object.keys(value) : [];
	if (names.length === 0 || seed % 5 === 0) return by;
	const name = names[seed % names.length];
	const copy = structuredClone(value) as Record<string, unknown>;
	const inner = copy[name];
	if (isMissing && !Array.isArray(copy)) delete copy[name];
	else copy[name] = typeof inner === 'object' ? spoil(inner, seed >> 3, by, isMissing) : by;
	return copy;
}

const step = fc.record({
	seed: fc.nat(100_000),
	odd,
	isMissing: fc.boolean(),
	isSnapshot: fc.boolean(),
	inList: fc.boolean(),
	isRecovered: fc.boolean(),
});

const FILTERS = {
	none: { pairs: [] },
	all: {
		pairs: [],
		minQuantity: parseDecimal('0.001'),
		crossing: { price: parseDecimal('10.5'), direction: 'either' as const },
	},
};

/** A subscription and an emitter on one topic, as the trigger has them. */
function stand(key: TopicKey, filter: keyof typeof FILTERS) {
	const controller = new AbortController();
	const items: IDataObject[] = [];
	const skipped: unknown[] = [];
	const failures: unknown[] = [];
	let fill: GapFill = { trades: [], cancelled: [] };
	const onSkip = (error: unknown) => void skipped.push(error);
	const { feed } = TOPICS[key].setUp({
		call: async () => ({}) as never,
		clock: { now: () => 0 as Moment },
		serverSecondsAt: async () => 0,
		skip: onSkip,
		book: { depth: 5, when: 'any' },
		notBefore: () => 0,
	});
	const emitter = new Emitter({
		topic: TOPIC_OPTIONS[key],
		filter: FILTERS[filter],
		backlog: { latestWins: false, everyMs: 0, batches: false, maxWaiting: 1e6, maxRuns: 1e6 },
		keyBy: 'key',
		signal: controller.signal,
		emit: async (found) => void items.push(...found.map(({ json }) => json)),
		onSkip,
	});
	emitter.open();
	const subscription = new Subscription({
		feed,
		gapFiller: { begin: async () => fill, since: async () => fill },
		clock: { date: () => new Date(1) },
		pause: async () => {},
		asExmoError: toExmoError,
		signal: controller.signal,
		onEvents: (events) => emitter.take(events),
		onCaughtUp() {},
		onStalled: (error) => void failures.push(error),
		onSkip,
		onFail: (error) => void failures.push(error),
	});
	const topic = TOPICS[key].name + (TOPICS[key].pairs === 'inName' ? ':BTC_USD' : '');
	return {
		items,
		skipped,
		failures,
		end: () => controller.abort(),
		frame(data: unknown, isSnapshot: boolean) {
			const event = isSnapshot ? 'snapshot' : 'update';
			subscription.frame(readFrame(JSON.stringify({ ts: 1, event, topic, data })) as DataFrame);
		},
		async gap(rows: unknown) {
			const list = (Array.isArray(rows) ? rows : [rows]) as GapFill['trades'];
			fill = { trades: list, cancelled: list, from: 0 };
			subscription.live(1 as Moment);
			await new Promise((resolve) => setImmediate(resolve));
		},
	};
}

describe.each(KEYS)('%s', (key) => {
	test('a row with something odd in it never ends the trigger, nor keeps a good one back', async () => {
		let turn = 1000;
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
				const one = stand(key, 'none');
				one.frame(GOOD[key](++turn), true);
				for (const { seed, odd: by, isMissing, isSnapshot, inList, isRecovered } of steps) {
					const row = spoil(GOOD[key](++turn), seed, by, isMissing);
					const data = inList ? [row, row] : row;
					if (isRecovered) await one.gap(data);
					else one.frame(data, isSnapshot);
				}
				one.frame(GOOD[key](++turn), true);
				const before = one.items.length;
				one.frame(GOOD[key](++turn), false);
				expect(one.failures).toEqual([]);
				expect(one.items.length).toBe(before + 1);
				one.end();
			}),
			{ numRuns: 300 },
		);
	});

	test('a row with something odd in it never ends a trigger with filters, which read quantities and prices', async () => {
		let turn = 1000;
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
				const one = stand(key, 'all');
				for (const { seed, odd: by, isMissing, isSnapshot } of steps) {
					one.frame(spoil(GOOD[key](++turn), seed, by, isMissing), isSnapshot);
				}
				one.frame(GOOD[key](++turn), true);
				one.frame(GOOD[key](++turn), false);
				expect(one.failures).toEqual([]);
				one.end();
			}),
			{ numRuns: 100 },
		);
	});
});

const ROW = { order_id: '1', pair: 'BTC_USD', type: 'buy', status: 'open', quantity: '1' };

test.each<[string, TopicKey, unknown, string]>([
	['order', 'orders', { ...ROW, quantity: 'n/a' }, 'quantity is "n/a", which is no decimal number'],
	['order', 'orders', { ...ROW, quantity: '1,5' }, 'quantity is "1,5", which is no decimal number'],
	['order', 'orders', { ...ROW, status: 'cancelled', quantity: null }, 'quantity is null'],
	['order', 'orders', { pair: 'BTC_USD' }, 'order_id is nothing, which is no ID'],
	['order', 'orders', [null], 'null is not a row'],
	['trade', 'ownTrades', { trade_id: 1, pair: 'A_B', price: '1' }, 'quantity is nothing'],
	['trade', 'ownTrades', { trade_id: 1, price: '1', quantity: '1' }, 'trade 1 names no pair'],
	['ticker', 'ticker', { last_trade: {} }, 'last_trade is {}, which is no decimal number'],
	['book', 'bookSnapshots', { ask: [[null, '1', '1']] }, 'ask has [null,"1","1"]'],
	['balance', 'wallet', { currency: 'BTC', balance: 'many' }, 'balance is "many"'],
	['balance', 'marginWallet', { BTC: 7 }, '7 is not a row'],
	['position', 'marginPositions', { position_id: 'x' }, 'position_id is "x", which is no ID'],
])('what cannot be read of a %s in %s is told by field and value', (_, key, data, reason) => {
	const one = stand(key, 'none');
	one.frame(data, false);
	expect(one.skipped.map((error) => (error as Error).message)).toEqual([
		expect.stringContaining(reason),
	]);
	expect(one.items).toEqual([]);
});
