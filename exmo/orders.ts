/**
 * Client order IDs, and what became of an order whose answer got lost. EXMO has no call that finds an
 * order by client ID: open orders, own trades and cancelled orders are searched (exmo-api/REST.md 3.2).
 */
import { randomBytes } from 'node:crypto';

import type { Clock } from './clock';
import { ENDPOINTS, type Endpoint } from './endpoints';
import { ROUNDS_MS } from './rounds';
import type { Params } from './signing';

/** Ids of 15 digits: exact in a JSON number. EXMO wants a positive integer; its largest is not documented. */
const SMALLEST_ID = 100_000_000_000_000n;

/** A new client order ID, random, so that no two orders of any process share one. */
export function newClientOrderId(): string {
	const random = BigInt(`0x${randomBytes(8).toString('hex')}`);
	return (SMALLEST_ID + (random % (SMALLEST_ID * 9n))).toString();
}

/** The request function that lookups use. */
export type Call = (endpoint: Endpoint, params?: Params) => Promise<unknown>;

export interface SentOrder {
	readonly pair: string;
	readonly clientOrderId: string;
	/**
	 * Orders older than this, by EXMO's clock in unix seconds, are others with the same ID. Without it
	 * none is: clocks can be wrong, and a random ID is nobody else's.
	 */
	readonly notBefore?: number;
	/** Order IDs that are known to belong to other requests. */
	readonly excluding: ReadonlySet<string>;
	/** Whether it is a stop order: it is named by its parent order ID, also in the trades it led to. */
	readonly isStop?: boolean;
}

/** Where an order was found. */
export type Place = 'open orders' | 'own trades' | 'cancelled orders';

export interface FoundOrder {
	readonly orderId: string;
	readonly place: Place;
}

type Row = Record<string, unknown>;

/** The rows of a list; anything but a list is an empty one (`{}` and `[]` both mean nothing, REST.md 13.1). */
const rowsIn = (list: unknown): Row[] =>
	Array.isArray(list)
		? list.filter((row): row is Row => typeof row === 'object' && row !== null)
		: [];

const rowsOfPair = (reply: unknown, pair: string): Row[] =>
	rowsIn((reply as Record<string, unknown> | null)?.[pair]);

export const PLACES: ReadonlyArray<{
	readonly place: Place;
	rows(call: Call, pair: string): Promise<Row[]>;
}> = [
	{
		place: 'open orders',
		rows: async (call, pair) => rowsOfPair(await call(ENDPOINTS.userOpenOrders, { pair }), pair),
	},
	{
		place: 'own trades',
		rows: async (call, pair) =>
			rowsOfPair(await call(ENDPOINTS.userTrades, { pair, limit: 100 }), pair),
	},
	{
		place: 'cancelled orders',
		rows: async (call) => rowsIn(await call(ENDPOINTS.userCancelledOrders, { limit: 100 })),
	},
];

/** Stop orders have a `parent_order_id` instead of an `order_id`, except in trades, which have both. */
export const orderIdOf = (row: Row): string => String(row.order_id ?? row.parent_order_id ?? '');

/** For sorting by whole-number IDs of any length, numbers or strings. */
export function compareIds(a: unknown, b: unknown): number {
	const [left, right] = [String(a), String(b)];
	return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}

/** The ID by which the sent order goes; "" for a row of the other sort. */
const sentIdOf = (row: Row, isStop = false): string =>
	isStop ? String(row.parent_order_id ?? '') : orderIdOf(row);

/** Whether a row of open orders, trades or cancelled orders belongs to the order. */
const belongsTo =
	({ pair, clientOrderId, excluding, isStop }: SentOrder) =>
	(row: Row): boolean =>
		String(row.client_id) === clientOrderId &&
		row.pair === pair &&
		sentIdOf(row, isStop) !== '' &&
		!excluding.has(sentIdOf(row, isStop));

export interface Search {
	readonly found?: FoundOrder;
	/** Another order of the same ID that seems to be older: whether it is, hangs on the clocks. */
	readonly older?: FoundOrder;
	/** Places that answered in the last round; the others could not be read. */
	readonly searched: readonly Place[];
}

/** One look is enough where nothing can be on its way any more. */
export const ONE_ROUND: readonly number[] = [0];

/** Looks for the order until it is found or the rounds are over; a place that cannot be read is left out. */
export async function searchOrder(
	call: Call,
	clock: Clock,
	order: SentOrder,
	rounds: readonly number[] = ROUNDS_MS,
): Promise<Search> {
	const began = clock.now();
	const matches = belongsTo(order);
	const { notBefore } = order;
	const isOlder = (row: Row) =>
		notBefore !== undefined && !(Number(row.created ?? row.date) >= notBefore);
	let older: FoundOrder | undefined;
	let searched: Place[] = [];
	for (const round of rounds) {
		const pause = began + round - clock.now();
		if (pause > 0) await clock.sleep(pause);
		searched = [];
		for (const { place, rows } of PLACES) {
			const all = await rows(call, order.pair).catch(() => undefined);
			if (!all) continue;
			searched.push(place);
			const seen = (row: Row): FoundOrder => ({ orderId: sentIdOf(row, order.isStop), place });
			const alike = all.filter(matches);
			const row = alike.find((one) => !isOlder(one));
			if (row) return { found: seen(row), searched };
			if (alike[0]) older = seen(alike[0]);
		}
	}
	return { older, searched };
}

/** Whether the order is among the open ones; undefined when that cannot be read. */
export async function isOpen(call: Call, orderId: string): Promise<boolean | undefined> {
	return await call(ENDPOINTS.userOpenOrders).then(
		(reply) =>
			Object.values(reply ?? {})
				.flatMap(rowsIn)
				.some((row) => orderIdOf(row) === orderId),
		() => undefined,
	);
}
