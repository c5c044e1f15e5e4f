/**
 * Orders that were filled or cancelled since the last poll. EXMO has no list of them: the open orders
 * tell what is gone, own trades and cancelled orders tell what came and went between two polls.
 */
import { ExmoError } from '../errors/errors';
import { amountOf } from '../money/amounts';
import { add, compare, ZERO } from '../money/decimal';
import type { Call } from '../api/call';
import { orderState, type OrderState } from '../account/orderState';
import { cancelledOrders, openOrders, tradesOfOrder } from '../account/lists';
import type { Row } from '../api/rows';
import { readNewTrades, type TradesSeen } from './ownTrades';
import { isNew, NOTHING_SEEN } from './seenIds';
import { compareIds, isStopOrder, orderIdOf, tradeIdOf } from '../api/ids';
import { mapConcurrently } from '../pacing/concurrency';

/** What is known of an order while it is open. */
type OpenOrder = Readonly<
	Record<'pair' | 'type' | 'quantity' | 'price' | 'client_id' | 'created', string>
>;

export interface OrdersSeen {
	readonly trades: TradesSeen;
	/** By order ID, or by parent order ID for stop orders. */
	readonly open: Readonly<Record<string, OpenOrder>>;
	readonly openStops: readonly string[];
	/** The highest ID of any order and of any stop order so far; they are counted apart. */
	readonly lastOrder: string;
	readonly lastStop: string;
	/** Orders that are done with, but that the next poll will meet again. */
	readonly reported: readonly string[];
}

export interface EndedOrder {
	readonly orderId: string;
	readonly isStop: boolean;
	readonly pair: string;
	readonly state: OrderState;
	/** What was known of it before; an order that came and went between two polls has nothing. */
	readonly before?: OpenOrder;
}

export interface EndedOrders {
	/** Lowest ID first. */
	readonly ended: EndedOrder[];
	readonly seen: OrdersSeen;
}

/** So many open orders are followed, to keep the state of a workflow small. */
const MAX_OPEN = 1000;
/** Orders asked for at the same time: with hundreds, the last would wait too long for its slot. */
const CONCURRENCY = 5;
/** What was cancelled lately stands within so many rows. */
const CANCELLED_PAGE = 100;
const CANCELLED_DEEP = 10_000;
const FIRST_CANCELLED = 1000;

/** So many cancelled ones are known by name: enough for all that may come a little late. */
const MAX_REPORTED = 100;

/** Thrown instead of leaving orders out; the message is fit for a user. @public test/unit/errors.test.mts makes one of each error */
export class TooManyOrders extends ExmoError {
	override readonly name = 'TooManyOrders';

	constructor(count: number) {
		super({
			title: `The account has ${count} open orders, and up to ${MAX_OPEN} are followed`,
			advice: 'Follow fewer pairs.',
			kind: 'invalidInput',
			effect: 'none',
			reason: 'tooManyOrders',
		});
	}
}

const highest = (ids: readonly string[]): string =>
	ids.reduce((high, id) => (compareIds(id, high) > 0 ? id : high), '0');

function openOrderOf(row: Row): OpenOrder {
	const text = (value: unknown) => String(value ?? '');
	return {
		pair: text(row.pair),
		type: text(row.type),
		quantity: text(row.quantity),
		price: text(row.price ?? row.trigger_price),
		client_id: text(row.client_id),
		created: text(row.created),
	};
}

/** Rows until a page's worth of them was of no interest: what is new stands at the top, in whatever order. */
async function topOf(
	rows: AsyncIterable<Row>,
	isOfInterest: (row: Row) => boolean,
): Promise<Row[]> {
	const found: Row[] = [];
	let idle = 0;
	for await (const row of rows) {
		if (isOfInterest(row)) found.push(row);
		idle = isOfInterest(row) ? 0 : idle + 1;
		if (idle >= CANCELLED_PAGE) break;
	}
	return found;
}

/** Whether what was traded since the last poll is all that was still open then. */
function isFilledUp(before: OpenOrder | undefined, trades: readonly Row[], seen: TradesSeen) {
	if (!before) return true;
	const since = trades
		.filter((row) => isNew(seen[before.pair] ?? NOTHING_SEEN, tradeIdOf(row)))
		.reduce((sum, row) => add(sum, amountOf(row.quantity)), ZERO);
	return compare(since, amountOf(before.quantity)) >= 0;
}

/** The row of a cancelled order that is not among the latest. */
async function findDeep(call: Call, orderId: string): Promise<Row | undefined> {
	let rows = 0;
	for await (const row of cancelledOrders(call)) {
		if (orderIdOf(row) === orderId) return row;
		if (++rows >= CANCELLED_DEEP) break;
	}
	return undefined;
}

interface AccountNow {
	readonly trades: { rows: Row[]; seen: TradesSeen };
	readonly open: Map<string, Row>;
	/** Cancelled since the last poll, or not known to be older. */
	readonly cancelled: Map<string, Row>;
}

/**
 * Trades are read before the open orders: an order that has traded and is not open is over. Cancelled
 * orders are read after them: whatever is no longer open stands there, if it was cancelled.
 */
async function readAccount(
	call: Call,
	tradedPairs: readonly string[],
	isWanted: (pair: string) => boolean,
	seen: OrdersSeen | undefined,
): Promise<AccountNow> {
	const trades = await readNewTrades(call, tradedPairs, seen?.trades);
	// At the first poll all that was cancelled is old; what is open after that is followed
	const old = seen ? [] : await topOf(firstOf(cancelledOrders(call), FIRST_CANCELLED), () => true);
	const openRows = (await openOrders(call)).filter(({ pair }) => isWanted(String(pair)));
	if (openRows.length > MAX_OPEN) {
		throw new TooManyOrders(openRows.length);
	}
	const traded = new Set(trades.rows.map((row) => String(row.order_id)));
	const isOfInterest = (row: Row): boolean =>
		isWanted(String(row.pair)) &&
		seen !== undefined &&
		(orderIdOf(row) in seen.open ||
			traded.has(orderIdOf(row)) ||
			compareIds(orderIdOf(row), isStopOrder(row) ? seen.lastStop : seen.lastOrder) > 0);
	const recent = seen ? await topOf(cancelledOrders(call, CANCELLED_PAGE), isOfInterest) : old;
	return {
		trades,
		open: new Map(openRows.map((row) => [orderIdOf(row), row])),
		cancelled: new Map(recent.map((row) => [orderIdOf(row), row])),
	};
}

async function* firstOf(rows: AsyncIterable<Row>, count: number): AsyncGenerator<Row, void> {
	let given = 0;
	for await (const row of rows) {
		yield row;
		if (++given >= count) return;
	}
}

/** What became of one order that is no longer open; undefined for a stop order that has fired. */
async function endOf(
	call: Call,
	orderId: string,
	pair: string,
	{ cancelled }: AccountNow,
	seen: OrdersSeen,
): Promise<EndedOrder | undefined> {
	const before = seen.open[orderId];
	const row = cancelled.get(orderId);
	const stop = row ? isStopOrder(row) : seen.openStops.includes(orderId);
	if (stop) {
		// One that has fired goes on as another order, which its trades name
		return row && { orderId, isStop: true, pair, state: orderState([], undefined, row), before };
	}
	const trades = await tradesOfOrder(call, orderId);
	const isCut = !row && trades.length > 0 && !isFilledUp(before, trades, seen.trades);
	const cut = row ?? (isCut ? await findDeep(call, orderId) : undefined);
	// Gone without a trade: cancelled, even if its row has not come up
	const untouched = before && trades.length === 0 ? { order_id: orderId, ...before } : undefined;
	const found = cut ?? untouched;
	const state = orderState(trades, undefined, found);
	const status = found || trades.length === 0 ? 'cancelled' : 'filled';
	return { orderId, isStop: false, pair, state: { ...state, status }, before };
}

/**
 * The orders that are over and were not at the last poll; without a state, the state of a first poll
 * and no orders. `tradedPairs`: where own trades are looked for; `isWanted`: whose orders count.
 * @throws TooManyNewRows | TooManyOrders
 */
export async function readEndedOrders(
	call: Call,
	tradedPairs: readonly string[],
	isWanted: (pair: string) => boolean,
	seen: OrdersSeen | undefined,
): Promise<EndedOrders> {
	const now = await readAccount(call, tradedPairs, isWanted, seen);
	const { open, cancelled, trades } = now;
	const openRows = [...open.values()];
	const idsOf = (rows: Row[], field: string) =>
		rows.flatMap((row) => (row[field] === undefined ? [] : [String(row[field])]));
	// At the first poll everything that was cancelled is old; later, what is not known yet is new
	const known = [...openRows, ...trades.rows, ...(seen ? [] : cancelled.values())];
	const next = {
		trades: trades.seen,
		open: Object.fromEntries([...open].map(([id, row]) => [id, openOrderOf(row)])),
		openStops: openRows.filter(isStopOrder).map(orderIdOf),
		lastOrder: highest([seen?.lastOrder ?? '0', ...idsOf(known, 'order_id')]),
		lastStop: highest([seen?.lastStop ?? '0', ...idsOf(known, 'parent_order_id')]),
	};
	if (!seen) return { ended: [], seen: { ...next, reported: [] } };

	const gone = new Map<string, string>([
		...Object.entries(seen.open).map(([id, { pair }]) => [id, pair] as const),
		...trades.rows.map((row) => [String(row.order_id), String(row.pair)] as const),
		...[...cancelled].map(([id, row]) => [id, String(row.pair)] as const),
	]);
	const reported = new Set(seen.reported);
	const over = [...gone].filter(([id]) => !open.has(id) && !reported.has(id));
	const ends = await mapConcurrently(
		over,
		CONCURRENCY,
		async ([id, pair]) => await endOf(call, id, pair, now, seen),
	);
	const ended = ends
		.filter((end) => end !== undefined)
		.sort((a, b) => compareIds(a.orderId, b.orderId));

	/** Whether the next poll will find something of the order that this one has not counted as seen. */
	const comesAgain = ({ orderId, isStop: stop, pair, state }: EndedOrder): boolean =>
		state.trades.some((row) => isNew(next.trades[pair] ?? NOTHING_SEEN, tradeIdOf(row))) ||
		(cancelled.has(orderId) && compareIds(orderId, stop ? next.lastStop : next.lastOrder) > 0);
	const again = ended.filter(comesAgain).map(({ orderId }) => orderId);
	const still = seen.reported.filter((id) => cancelled.has(id));
	return {
		ended,
		seen: bounded({ ...next, reported: [...new Set([...still, ...again])] }, cancelled),
	};
}

/**
 * Of the orders that came and were cancelled between two polls the latest are known by name; the others
 * lie below the highest ID so far, as what is not new any more.
 */
function bounded(seen: OrdersSeen, cancelled: ReadonlyMap<string, Row>): OrdersSeen {
	const idsOf = (stops: boolean) =>
		seen.reported
			.filter((id) => cancelled.has(id) && isStopOrder(cancelled.get(id) ?? {}) === stops)
			.sort(compareIds);
	const low = (stops: boolean) => idsOf(stops).slice(0, -MAX_REPORTED);
	const [orders, stops] = [low(false), low(true)];
	if (orders.length + stops.length === 0) return seen;
	const forgotten = new Set([...orders, ...stops]);
	return {
		...seen,
		lastOrder: highest([seen.lastOrder, ...orders]),
		lastStop: highest([seen.lastStop, ...stops]),
		reported: seen.reported.filter((id) => !forgotten.has(id)),
	};
}
