/** What became of an order whose answer got lost: it is searched by its client order ID. */
import { findOpen } from '../account/lists';
import type { Call } from '../api/call';
import type { Row } from '../api/rows';
import type { Clock } from '../clock';
import { untilFound, type Effort, type Finding } from './attempts';
import { PLACE_COUNT, readPlaces, type Place } from './orderPlaces';
import { fits, type OrderTerms } from './orderTerms';

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

interface FoundOrder {
	readonly orderId: string;
	readonly place: Place;
}

/** The ID by which the sent order goes; "" for a row of the other sort. What a stop order led to names that. */
const sentIdOf = (row: Row, isStop = false): string => {
	const parentId = String(row.parent_order_id ?? '');
	return isStop ? parentId : parentId === '' ? String(row.order_id ?? '') : '';
};

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
		const isIt = !isOlder && fits(row, terms, place === 'own trades', isStop);
		if (isIt) found.push({ orderId, place });
		else alike = { orderId, place };
	}
	return { found, alike };
}

export interface OrderSearch {
	readonly found?: FoundOrder;
	/** Another order of the same ID that seems to be older, or to be for something else. */
	readonly alike?: FoundOrder;
	/** Places that answered in the last attempt; the others could not be read. */
	readonly searched: readonly Place[];
}

/** Searches for the order until it is found or the attempts are used up; a place that cannot be read is left out. */
export async function searchOrder(
	call: Call,
	clock: Clock,
	order: SentOrder,
	effort: Effort = 'usual',
): Promise<OrderSearch> {
	let alike: FoundOrder | undefined;
	let searched: Place[] = [];
	const found = await untilFound(clock, effort, async () => {
		let hit: FoundOrder | undefined;
		searched = [];
		await readPlaces(call, order, (place, rows) => {
			searched.push(place);
			const sighting = sightingIn(rows, place, order);
			hit = sighting.found[0];
			alike ??= sighting.alike;
			return hit !== undefined;
		});
		return hit;
	});
	return found ? { found, searched } : { alike, searched };
}

/** What became of the order: its order ID, or which lists were read. */
export async function reconcileOrder(
	call: Call,
	clock: Clock,
	order: SentOrder,
	effort: Effort,
): Promise<Finding<string>> {
	const { found, alike, searched } = await searchOrder(call, clock, order, effort);
	if (found) return { answer: found.orderId };
	const where =
		searched.length > 0
			? `It was not found in ${searched.join(', ')}.`
			: 'Open orders, trades and cancelled orders could not be read.';
	const other = alike
		? ` Order ${alike.orderId} has this client order ID, too, but seems to be older or for something else.`
		: '';
	return {
		searched: `${where}${other}`,
		isAbsent: searched.length === PLACE_COUNT && alike === undefined,
	};
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
	return { orders: seen, isComplete: places === PLACE_COUNT };
}

/** Whether the order is among the open ones; undefined when that cannot be read. */
export async function isOpen(call: Call, orderId: string): Promise<boolean | undefined> {
	return await findOpen(call, orderId).then(
		(row) => row !== undefined,
		() => undefined,
	);
}
