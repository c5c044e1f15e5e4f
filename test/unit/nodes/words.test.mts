/**
 * One word for one thing: the same order, trade, position, balance, candle or ticker has the same fields
 * and the same words, whether it comes by REST, by polling or by stream. What one source alone tells is
 * listed in THINGS, with the reason and its source; everything else has to be the same, field by field.
 */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { parseLosslessJson } from '../../../exmo/api/json.ts';
import type { Row } from '../../../exmo/api/rows.ts';
import { orderStatusOf } from '../../../exmo/stream/feeds/orderStatus.ts';
import type { TopicKey } from '../../../exmo/stream/topics.ts';
import { Exmo } from '../../../nodes/Exmo/Exmo.node.ts';
import { ExmoStreamTrigger } from '../../../nodes/ExmoStreamTrigger/ExmoStreamTrigger.node.ts';
import { TOPIC_OPTIONS } from '../../../nodes/ExmoStreamTrigger/topicOptions.ts';
import { ExmoTrigger } from '../../../nodes/ExmoTrigger/ExmoTrigger.node.ts';
import { ANSWERS } from '../answers.mts';
import { clientOf, reading, watching } from './readings.mts';

const client = clientOf(ANSWERS);
const runs = new Map([...reading, ...watching]);

/** The items of a run on the samples. */
async function itemsOf(name: string, from = client): Promise<IDataObject[]> {
	const run = runs.get(name);
	if (!run) throw new Error(`There is no ${name}.`);
	return (await run(from)) as IDataObject[];
}

/** One of them. */
async function itemOf(name: string, index = 0, from = client): Promise<IDataObject> {
	const [item] = (await itemsOf(name, from)).slice(index);
	if (!item) throw new Error(`${name} gave nothing.`);
	return item;
}
const operation = (name: string, index?: number) => async () => await itemOf(name, index);
const polled = (event: string) => async () => await itemOf(`trigger ${event}, sample`);

/** The stream sends as text what REST has as numbers (exmo-api/WEBSOCKET.md 4.5, 4.7). */
const inTexts = (value: unknown): unknown => {
	if (typeof value === 'number') return String(value);
	if (Array.isArray(value)) return value.map(inTexts);
	return value;
};
const streamRow = (row: Row): Row =>
	Object.fromEntries(Object.entries(row).map(([name, value]) => [name, inTexts(value)]));

/** What the stream makes of a row. */
const streamed = (key: TopicKey, row: Row) => async () => {
	const pair = String(row.pair ?? 'BTC_USD');
	const told = { row: streamRow(row), status: orderStatusOf(row) };
	return TOPIC_OPTIONS[key].toItem({ key: '', pair, ...told, ts: 0, recovered: false });
};

const sample = (path: string): never => parseLosslessJson(ANSWERS[path]) as never;
const [ownTrade] = (sample('user_trades') as { BTC_USD: Row[] }).BTC_USD;
/** Its order has this trade and no other. */
const withItsOrder = clientOf({ ...ANSWERS, order_trades: JSON.stringify({ trades: [ownTrade] }) });
const [openLimit, openStop] = (sample('user_open_orders') as { BTC_USD: Row[] }).BTC_USD;
const [cancelledLimit] = sample('user_cancelled_orders') as Row[];
const [marginOrder] = (sample('margin/user/order/list') as { orders: Row[] }).orders;
const [position] = (sample('margin/user/position/list') as { positions: Row[] }).positions;
const [marginTrade] = (sample('margin/user/order/trades') as { trades: Row[] }).trades;
const book = (sample('order_book') as { BTC_USD: Row }).BTC_USD;

/** Why a field comes by one source alone: the part of exmo-api/ that says so, or the event that adds it. */
type Reasons = Readonly<Record<string, string>>;

const all = (names: readonly string[], reason: string): Reasons =>
	Object.fromEntries(names.map((name) => [name, reason]));

interface Source {
	readonly item: () => Promise<IDataObject>;
	/** What this source alone tells. */
	readonly more?: Reasons;
}

const EVENT = 'the event: what it was started by';
const SIZES = ['quantity', 'filledQuantity'];
const STREAM_ORDER: Reasons = {
	...all(
		SIZES,
		'WEBSOCKET.md 4.7 original_quantity; the lists of REST.md 3.6, 3.8 have what remains',
	),
	...all(
		['lastTradeId', 'lastTradePrice', 'lastTradeQuantity'],
		'WEBSOCKET.md 4.7, on updates that a trade has caused; no list of REST.md 3 has them',
	),
};

const THINGS: Record<string, Record<string, Source>> = {
	'a trade of anybody': {
		rest: { item: operation('market/getManyTrades') },
		polling: {
			item: polled('publicTrade'),
			more: {
				gapBefore: 'the event: REST.md 2.1 has no pages, the stream has no gaps of this kind',
			},
		},
		stream: { item: streamed('trades', (sample('trades') as { BTC_USD: Row[] }).BTC_USD[0]) },
	},
	'an own trade': {
		rest: { item: operation('trade/getMany') },
		'rest, of its order': { item: async () => await itemOf('order/getTrades', 0, withItsOrder) },
		polling: { item: polled('ownTrade') },
		stream: { item: streamed('ownTrades', ownTrade) },
	},
	'a ticker': {
		rest: { item: operation('market/getTicker') },
		'rest, all': { item: operation('market/getManyTickers') },
		polling: { item: polled('priceCrossed'), more: all(['crossed', 'price', 'level'], EVENT) },
		'polling, of a move': {
			item: polled('priceMoved'),
			more: all(['direction', 'percent', 'from', 'price', 'withinMinutes'], EVENT),
		},
		'polling, of a spread': {
			item: polled('spreadAbove'),
			more: all(['spreadPercent', 'threshold'], EVENT),
		},
		stream: { item: streamed('ticker', (sample('ticker') as { BTC_USD: Row }).BTC_USD) },
	},
	'an order book': {
		rest: {
			item: operation('market/getOrderBook'),
			more: all(
				['bidQuantity', 'askQuantity', 'bidAmount', 'askAmount'],
				'REST.md 2.2: totals; a frame of WEBSOCKET.md 4.3 has the two sides alone',
			),
		},
		stream: { item: streamed('bookSnapshots', { ask: book.ask, bid: book.bid }) },
	},
	'a candle': {
		rest: { item: operation('market/getCandles') },
		polling: { item: polled('candleClosed') },
	},
	'a balance': {
		rest: { item: operation('account/getBalances') },
		polling: { item: polled('balanceChanged'), more: all(['before', 'after', 'change'], EVENT) },
		stream: { item: streamed('wallet', { currency: 'BTC', balance: '0.501994', reserved: '' }) },
	},
	'a margin wallet': {
		rest: {
			item: operation('marginAccount/getWallets'),
			more: all(
				['inPositions', 'inOrders', 'updatedAt'],
				'REST.md 6.19; a frame of WEBSOCKET.md 4.8 has balance, used and free alone',
			),
		},
		stream: {
			item: streamed('marginWallet', {
				currency: 'USD',
				balance: '1000',
				used: '300',
				free: '700',
			}),
		},
	},
	'an open order': {
		rest: { item: operation('order/getManyOpen') },
		stream: { item: streamed('orders', openLimit), more: STREAM_ORDER },
	},
	'an open stop order': {
		rest: { item: operation('stopOrder/getManyOpen') },
		'rest, with others': { item: operation('order/getManyOpen', 1) },
		stream: { item: streamed('orders', openStop), more: STREAM_ORDER },
	},
	'a cancelled order': {
		rest: {
			item: operation('order/getManyCancelled'),
			more: { reason: 'REST.md 3.8 reason_status; WEBSOCKET.md 4.7 has none' },
		},
		stream: {
			item: streamed('orders', { ...cancelledLimit, status: 'cancelled' }),
			more: STREAM_ORDER,
		},
	},
	'an open margin order': {
		rest: { item: operation('marginOrder/getManyOpen') },
		stream: {
			item: streamed('marginOrders', { ...marginOrder, init_quantity: '0.01', status: 'active' }),
			more: all(
				[...SIZES, 'exmoStatus'],
				'WEBSOCKET.md 4.9 init_quantity and status; the rows of REST.md 6.12 have neither',
			),
		},
	},
	'a margin trade': {
		rest: { item: operation('marginOrder/getTrades') },
		stream: { item: streamed('marginOwnTrades', marginTrade) },
	},
	'a margin position': {
		rest: { item: operation('marginPosition/getMany') },
		stream: { item: streamed('marginPositions', { ...position, closed: false }) },
	},
	'a wallet operation': {
		rest: { item: operation('wallet/getManyOperations') },
		polling: {
			item: polled('depositOrWithdrawalChanged'),
			more: all(['change', 'previousStatus'], EVENT),
		},
	},
};

const without = (item: IDataObject, names: readonly string[] = []): IDataObject =>
	Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
const namesOf = (reasons: Reasons = {}): string[] => Object.keys(reasons);

describe.each(Object.entries(THINGS))('%s', (_name, sources) => {
	const [[, first], ...others] = Object.entries(sources);

	test.each(others)('has the same fields and words by %s as by REST', async (_source, other) => {
		const [one, two] = [await first.item(), await other.item()];
		const [firstAlone, otherAlone] = [namesOf(first.more), namesOf(other.more)];
		expect(without(two, otherAlone)).toEqual(without(one, firstAlone));
		// What is listed is there, and there alone
		expect(Object.keys(one)).toEqual(expect.arrayContaining(firstAlone));
		expect(Object.keys(two)).toEqual(expect.arrayContaining(otherAlone));
		expect(Object.keys(two).filter((name) => firstAlone.includes(name))).toEqual([]);
		expect(Object.keys(one).filter((name) => otherAlone.includes(name))).toEqual([]);
	});

	test('what one source alone tells has its reason', () => {
		for (const { more = {} } of Object.values(sources)) {
			for (const reason of Object.values(more)) {
				expect(reason).toMatch(/^the event: |(?:REST|WEBSOCKET)\.md \d/);
			}
		}
	});
});

test('an order that is over: the fields of Order: Get, and the words of the lists', async () => {
	const [got, ended] = [await itemOf('order/get'), await itemOf('trigger orderEnded, sample')];
	expect(Object.keys(ended)).toEqual(Object.keys(got));
	const open = await itemOf('order/getManyOpen');
	for (const name of Object.keys(without(open, ['remainingAmount']))) {
		expect(got).toHaveProperty(name);
	}
	expect(got).toMatchObject(without(open, ['status', 'remainingAmount', 'remainingQuantity']));
});

test('a withdrawal has the words of its wallet operation', async () => {
	const [withdrawal, listed] = [
		await itemOf('wallet/getWithdrawal'),
		await itemOf('wallet/getManyOperations'),
	];
	const own = without(withdrawal, ['sent', 'transactionId', 'hint']);
	expect(listed).toMatchObject(own);
	const day = await itemOf('wallet/getHistory');
	expect(Object.keys(listed)).toEqual(expect.arrayContaining(Object.keys(day)));
});

test('a row of the exported history has the words of the list that it is from', async () => {
	const rows = await itemsOf('account/exportHistory');
	const lists: ReadonlyArray<[source: string, idField: string, list: string]> = [
		['trade', 'tradeId', 'trade/getMany'],
		['order', 'orderId', 'order/getManyCancelled'],
		['wallet', 'operationId', 'wallet/getManyOperations'],
	];
	for (const [source, idField, list] of lists) {
		const listed = await itemsOf(list);
		const ofList = rows.filter(({ id }) => String(id).startsWith(source));
		expect(ofList).toHaveLength(listed.length);
		for (const row of ofList) {
			const one = listed.find((item) => `${source}-${String(item[idField])}` === row.id);
			// The currency of a fee is a column of its own there: trades have it as well
			const own = ['id', 'kind', 'cursor', ...(source === 'wallet' ? ['feeCurrency'] : [])];
			for (const [name, value] of Object.entries(without(row, own))) {
				expect({ name, value }).toEqual({ name, value: one?.[name] ?? '' });
			}
		}
	}
});

test.each(Object.entries(THINGS))(
	'%s: ISO times end in At; unused prices are ""',
	async (_n, sources) => {
		for (const { item } of Object.values(sources)) {
			for (const [name, value] of Object.entries(await item())) {
				const isIso = /^\d{4}-\d\d-\d\dT.*Z$/.test(String(value));
				if (value !== '' && /At$/.test(name))
					expect({ name, isIso }).toEqual({ name, isIso: true });
				if (isIso) expect(name).toMatch(/At$/);
				if (/price|stopLoss|takeProfit|distance/i.test(name)) expect(value).not.toBe('0');
				// In camel case, as n8n writes values; EXMO's own words have a field that says so
				if (/^(?:side|orderType|status|role|type)$/.test(name)) {
					expect(value).toMatch(/^[a-z][A-Za-z]*$/);
				}
			}
		}
	},
);

/** Every choice in the fields of a node, by the name of its field. */
function* choices(properties: readonly INodeProperties[]): Generator<[string, unknown]> {
	for (const { name, type, options = [] } of properties) {
		for (const option of options as Array<INodeProperties & { value?: unknown }>) {
			if (type === 'options' || type === 'multiOptions') yield [name, option.value];
			else if (type === 'collection') yield* choices([option]);
		}
	}
}

test('the values of choices are in camel case, and a way or a side has one name', () => {
	const all = [new Exmo(), new ExmoTrigger(), new ExmoStreamTrigger()].flatMap((node) => [
		...choices(node.description.properties),
	]);
	const RESOLUTION = /^(?:\d+|[DWM])$/; // EXMO's own
	expect(all.length).toBeGreaterThan(100);
	for (const [name, value] of all) {
		if (name === 'resolution') expect(value).toMatch(RESOLUTION);
		else
			expect({ name, value }).toEqual({ name, value: expect.stringMatching(/^[a-z][A-Za-z]*$/) });
	}
	const valuesOf = (name: string) =>
		new Set(all.filter(([known]) => known === name).map(([, value]) => value));
	expect(valuesOf('side')).toEqual(new Set(['buy', 'sell', 'both']));
	expect(valuesOf('type')).toEqual(new Set(['all', 'deposit', 'withdrawal']));
	expect(valuesOf('direction')).toEqual(
		new Set(['both', 'deposit', 'withdrawal', 'either', 'above', 'below']),
	);
	expect(valuesOf('crossingDirection')).toEqual(new Set(['either', 'above', 'below']));
});
