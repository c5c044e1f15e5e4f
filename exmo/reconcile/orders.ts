/**
 * Client order IDs, and what became of an order whose answer got lost. EXMO has no call that finds an
 * order by client ID: open orders, own trades and cancelled orders are searched (exmo-api/REST.md 3.2).
 */
import type { Call } from '../api/call';
import { rowsIn, type Row } from '../api/rows';
import type { Clock } from '../clock';
import { compare, isZero, parseDecimal, type Decimal } from '../money/decimal';
import {
	cancelledPage,
	findOpen,
	openOrders,
	OWN_TRADES_PAGE,
	ownTradesPage,
} from '../account/lists';
import type { Side } from '../market/pairs';
import { ROUNDS_MS, type Effort } from './attempts';
import type { Params } from '../api/signing';

/** What the rows of an order show again of what was sent. */
export interface OrderTerms {
	readonly side: Side;
	/** The limit of a limit order, or the trigger price of a stop order. */
	readonly price?: Decimal;
	/** Base currency; not known of a market order by total. */
	readonly quantity?: Decimal;
}

/** The terms in the parameters of `order_create` or `stop_market_order_create` (REST.md 3.2, 3.4). */
export function termsOf({
	type,
	price,
	trigger_price: triggerPrice,
	quantity,
}: Params): OrderTerms {
	const decimal = (value: Params[string]): Decimal | undefined =>
		value === undefined ? undefined : parseDecimal(String(value));
	const limit = decimal(triggerPrice ?? price);
	return {
		side: String(type).includes('sell') ? 'sell' : 'buy',
		price: limit && !isZero(limit) ? limit : undefined, // a market order has the price 0
		quantity: String(type).endsWith('_total') ? undefined : decimal(quantity),
	};
}

export interface SentOrder {
	readonly pair: string;
	readonly clientOrderId: string;
	/** An order of another side, price or larger quantity is another order that has the same ID. */
	readonly terms: OrderTerms;
	/**
	 * Orders older than this, by EXMO's clock in unix seconds, are others with the same ID. Without it
	 * none is: clocks can be wrong, and a random ID is hardly anybody else's.
	 */
	readonly notBefore?: number;
	/** Trades older than this, by EXMO's clock in unix seconds, need not be read. */
	readonly since: number;
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

/** An order of more fills than this is not told from a lost one. */
const MAX_TRADES = 1000;

/** Own trades since then; one order can have more fills than a page. @throws RangeError when they are too many */
async function latestTrades(call: Call, pair: string, since: number): Promise<Row[]> {
	const trades: Row[] = [];
	for (let offset = 0; offset < MAX_TRADES; offset += OWN_TRADES_PAGE) {
		const rows = rowsIn((await ownTradesPage(call, [pair], offset || undefined))[pair]);
		trades.push(...rows);
		if (rows.length < OWN_TRADES_PAGE || Number(rows.at(-1)?.date) < since) return trades;
	}
	throw new RangeError('More trades than are looked through');
}

export const PLACES: ReadonlyArray<{
	readonly place: Place;
	rows(call: Call, pair: string, since: number): Promise<Row[]>;
}> = [
	{
		place: 'open orders',
		rows: openOrders,
	},
	{
		place: 'own trades',
		rows: latestTrades,
	},
	{
		place: 'cancelled orders',
		rows: async (call) => await cancelledPage(call, 100),
	},
];

/** The ID by which the sent order goes; "" for a row of the other sort. What a stop order led to names that. */
const sentIdOf = (row: Row, isStop = false): string => {
	const parentId = String(row.parent_order_id ?? '');
	return isStop ? parentId : parentId === '' ? String(row.order_id ?? '') : '';
};

/** A number of a row; undefined where the row shows none. */
function shown(value: unknown): Decimal | undefined {
	try {
		return value === undefined || value === '' ? undefined : parseDecimal(String(value));
	} catch {
		return undefined;
	}
}

/** Whether a row can be of an order with these terms; what a row does not show says nothing. */
function fits(
	row: Row,
	place: Place,
	{ side, price, quantity }: OrderTerms,
	isStop = false,
): boolean {
	const type = String(row.type ?? '');
	if (/buy|sell/.test(type) && !type.includes(side)) return false;
	const rowQuantity = shown(row.quantity); // what is left of it, or one fill
	if (rowQuantity && quantity && compare(rowQuantity, quantity) > 0) return false;
	const rowPrice = shown(row.trigger_price ?? row.price);
	if (!rowPrice || !price) return true;
	if (place !== 'own trades') return compare(rowPrice, price) === 0;
	if (isStop) return true; // it is filled at whatever the market gives
	return side === 'buy' ? compare(rowPrice, price) <= 0 : compare(rowPrice, price) >= 0;
}

/** What one place shows of the sent order. */
interface Sighting {
	readonly found: readonly FoundOrder[];
	/** Another order of the same client order ID: older, or of other terms. */
	readonly alike?: FoundOrder;
}

function sightingIn(rows: readonly Row[], place: Place, order: SentOrder): Sighting {
	const { pair, clientOrderId, terms, notBefore, excluding, isStop } = order;
	const found: FoundOrder[] = [];
	let alike: FoundOrder | undefined;
	for (const row of rows) {
		const orderId = sentIdOf(row, isStop);
		if (String(row.client_id) !== clientOrderId || row.pair !== pair) continue;
		if (orderId === '' || excluding.has(orderId)) continue;
		const isOlder = notBefore !== undefined && !(Number(row.created ?? row.date) >= notBefore);
		if (!isOlder && fits(row, place, terms, isStop)) found.push({ orderId, place });
		else alike = { orderId, place };
	}
	return { found, alike };
}

/** The rows of every place that can be read. */
async function readPlaces(
	call: Call,
	{ pair, since }: SentOrder,
	visit: (place: Place, rows: Row[]) => boolean | void,
): Promise<void> {
	for (const { place, rows } of PLACES) {
		const all = await rows(call, pair, since).catch(() => undefined);
		if (all && visit(place, all)) return;
	}
}

export interface Search {
	readonly found?: FoundOrder;
	/** Another order of the same ID that seems to be older, or to be for something else. */
	readonly alike?: FoundOrder;
	/** Places that answered in the last round; the others could not be read. */
	readonly searched: readonly Place[];
}

/** Looks for the order until it is found or the rounds are over; a place that cannot be read is left out. */
export async function searchOrder(
	call: Call,
	clock: Clock,
	order: SentOrder,
	effort: Effort = 'usual',
): Promise<Search> {
	const began = clock.now();
	let found: FoundOrder | undefined;
	let alike: FoundOrder | undefined;
	let searched: Place[] = [];
	for (const round of ROUNDS_MS[effort]) {
		const pause = began + round - clock.now();
		if (pause > 0) await clock.sleep(pause);
		searched = [];
		await readPlaces(call, order, (place, rows) => {
			searched.push(place);
			const sighting = sightingIn(rows, place, order);
			found = sighting.found[0];
			alike ??= sighting.alike;
			return found !== undefined;
		});
		if (found) return { found, searched };
	}
	return { alike, searched };
}

export interface Sightings {
	/** Every order that goes by the sent order's ID, and where each shows now. */
	readonly orders: ReadonlyMap<string, ReadonlySet<Place>>;
	/** Whether every place could be read. */
	readonly isComplete: boolean;
}

export async function ordersByClientId(call: Call, order: SentOrder): Promise<Sightings> {
	const seen = new Map<string, Set<Place>>();
	let places = 0;
	await readPlaces(call, order, (place, rows) => {
		places += 1;
		for (const { orderId } of sightingIn(rows, place, order).found) {
			seen.set(orderId, (seen.get(orderId) ?? new Set()).add(place));
		}
	});
	return { orders: seen, isComplete: places === PLACES.length };
}

/** Whether the order is among the open ones; undefined when that cannot be read. */
export async function isOpen(call: Call, orderId: string): Promise<boolean | undefined> {
	return await findOpen(call, orderId).then(
		(row) => row !== undefined,
		() => undefined,
	);
}
