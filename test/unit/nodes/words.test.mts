/**
 * One word for one thing: the same order, trade, position, balance, candle or ticker has the same fields
 * and the same words, whether it comes by REST, by polling or by stream. What one source tells and
 * another does not is listed here; everything else has to be the same, field by field.
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

/** The item of a run on the samples; `index` where several come. */
async function itemOf(name: string, index = 0): Promise<IDataObject> {
	const run = runs.get(name);
	if (!run) throw new Error(`There is no ${name}.`);
	const [item] = ((await run(client)) as IDataObject[]).slice(index);
	if (!item) throw new Error(`${name} gave nothing.`);
	return item;
}
const operation = (name: string, index?: number) => async () => await itemOf(name, index);
const polled = (event: string) => async () => await itemOf(`trigger ${event}, sample`);

/** What the stream makes of a row. */
const streamed = (key: TopicKey, row: Row) => async () => {
	const pair = String(row.pair ?? 'BTC_USD');
	const status = orderStatusOf(row);
	return TOPIC_OPTIONS[key].toItem({ key: '', pair, row, status, ts: 0, recovered: false });
};

const sample = (path: string): never => parseLosslessJson(ANSWERS[path]) as never;
const [openLimit, openStop] = (sample('user_open_orders') as { BTC_USD: Row[] }).BTC_USD;
const [cancelledLimit] = sample('user_cancelled_orders') as Row[];
const [marginOrder] = (sample('margin/user/order/list') as { orders: Row[] }).orders;
const [position] = (sample('margin/user/position/list') as { positions: Row[] }).positions;
const [marginTrade] = (sample('margin/user/order/trades') as { trades: Row[] }).trades;
const book = (sample('order_book') as { BTC_USD: Row }).BTC_USD;

interface Source {
	readonly item: () => Promise<IDataObject>;
	/** What this source alone tells. */
	readonly more?: readonly string[];
}

const ORDER_SIZES = ['quantity', 'filledQuantity'];
const LAST_TRADE = ['lastTradeId', 'lastTradePrice', 'lastTradeQuantity'];

const THINGS: Record<string, Record<string, Source>> = {
	'a trade of anybody': {
		rest: { item: operation('market/getManyTrades') },
		polling: { item: polled('publicTrade'), more: ['gapBefore'] },
		stream: { item: streamed('trades', (sample('trades') as { BTC_USD: Row[] }).BTC_USD[0]) },
	},
	'an own trade': {
		rest: { item: operation('trade/getMany') },
		polling: { item: polled('ownTrade') },
		stream: {
			item: streamed('ownTrades', (sample('user_trades') as { BTC_USD: Row[] }).BTC_USD[0]),
		},
	},
	'a ticker': {
		rest: { item: operation('market/getTicker') },
		'rest, all': { item: operation('market/getManyTickers') },
		polling: { item: polled('priceCrossed'), more: ['crossed', 'price', 'level'] },
		stream: { item: streamed('ticker', (sample('ticker') as { BTC_USD: Row }).BTC_USD) },
	},
	'an order book': {
		rest: {
			item: operation('market/getOrderBook'),
			more: ['bidQuantity', 'askQuantity', 'bidAmount', 'askAmount'],
		},
		stream: { item: streamed('bookSnapshots', { ask: book.ask, bid: book.bid }) },
	},
	'a candle': {
		rest: { item: operation('market/getCandles') },
		polling: { item: polled('candleClosed') },
	},
	'a balance': {
		rest: { item: operation('account/getBalances') },
		polling: { item: polled('balanceChanged'), more: ['before', 'after', 'change'] },
		stream: { item: streamed('wallet', { currency: 'BTC', balance: '0.501994', reserved: '' }) },
	},
	'a margin wallet': {
		rest: {
			item: operation('marginAccount/getWallets'),
			more: ['inPositions', 'inOrders', 'updatedAt'],
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
		stream: { item: streamed('orders', openLimit), more: [...ORDER_SIZES, ...LAST_TRADE] },
	},
	'an open stop order': {
		rest: { item: operation('stopOrder/getManyOpen') },
		'rest, with others': { item: operation('order/getManyOpen', 1) },
		stream: { item: streamed('orders', openStop), more: [...ORDER_SIZES, ...LAST_TRADE] },
	},
	'a cancelled order': {
		rest: { item: operation('order/getManyCancelled'), more: ['reason'] },
		stream: {
			item: streamed('orders', { ...cancelledLimit, status: 'cancelled' }),
			more: [...ORDER_SIZES, ...LAST_TRADE],
		},
	},
	'an open margin order': {
		rest: { item: operation('marginOrder/getManyOpen') },
		stream: {
			item: streamed('marginOrders', { ...marginOrder, init_quantity: '0.01', status: 'active' }),
			more: [...ORDER_SIZES, 'exmoStatus'],
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
		polling: { item: polled('depositOrWithdrawalChanged'), more: ['change', 'previousStatus'] },
	},
};

const without = (item: IDataObject, names: readonly string[] = []): IDataObject =>
	Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));

describe.each(Object.entries(THINGS))('%s', (_name, sources) => {
	const [[, first], ...others] = Object.entries(sources);

	test.each(others)('has the same fields and words by %s as by REST', async (_source, other) => {
		const [one, two] = [await first.item(), await other.item()];
		expect(Object.keys(two)).toEqual(expect.arrayContaining([...(other.more ?? [])]));
		expect(without(two, other.more)).toEqual(without(one, first.more));
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
	const own = without(withdrawal, ['sent', 'transactionId']);
	expect(listed).toMatchObject(own);
	const day = await itemOf('wallet/getHistory');
	expect(Object.keys(listed)).toEqual(expect.arrayContaining(Object.keys(day)));
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
