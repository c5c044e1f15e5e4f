/**
 * After an order was sent more than once: whether an earlier delivery had been accepted as well, as
 * something on the way may have delivered it twice. All of them go by the same client order ID.
 */
import { tradesOfOrder } from '../account/lists';
import type { Call } from '../api/call';
import { compareIds } from '../api/ids';
import type { Clock } from '../clock';
import { amountOf } from '../money/amounts';
import { add, compare, ZERO, type Decimal } from '../money/decimal';
import { untilFound, type Effort } from './attempts';
import type { Place } from './orderPlaces';
import { ordersByClientId, type SentOrder, type Sightings } from './orders';

export interface Delivery {
	readonly orderId: string;
	/** Whether it is open, or may be. */
	readonly isOpen: boolean;
	readonly hasFills: boolean;
}

export interface Deliveries {
	/** The order that stands for what was asked for. */
	readonly stands: string;
	readonly others: readonly Delivery[];
	/** Whether that is all there is, as far as lists can tell. */
	readonly isAll: boolean;
}

/**
 * Lists can lag: an earlier order surely shows where the later one does. So the lists are read until
 * the latest shows and all of them could be read, which is at once as a rule; where its answer got
 * lost, for as long as lists may lag.
 */
async function untilShown(
	call: Call,
	clock: Clock,
	sent: SentOrder,
	{ orderId, isLatest }: Repeated,
	effort: Effort,
): Promise<Pick<Deliveries, 'isAll'> & Pick<Sightings, 'orders'>> {
	let seen: Sightings = { orders: new Map(), isComplete: false };
	const shown = await untilFound(clock, effort, async () => {
		const now = await ordersByClientId(call, sent);
		// What could not be read this time was seen before
		seen = now.isComplete || now.orders.size >= seen.orders.size ? now : seen;
		const isShown = seen.orders.has(orderId) && (isLatest || seen.orders.size > 1);
		return isShown && seen.isComplete ? seen.orders : undefined;
	});
	if (shown) return { orders: shown, isAll: true };
	return { orders: seen.orders, isAll: seen.isComplete && seen.orders.has(orderId) };
}

/** What is filled of an order by its own list of trades, which no other list has to name. */
async function filledOf(call: Call, orderId: string): Promise<Decimal | undefined> {
	return await tradesOfOrder(call, orderId).then(
		(trades) => trades.reduce((sum, { quantity }) => add(sum, amountOf(quantity)), ZERO),
		() => undefined,
	);
}

interface Known extends Delivery {
	/** Undefined when it could not be read. */
	readonly filled?: Decimal;
}

async function knownOf(
	call: Call,
	orderId: string,
	places: ReadonlySet<Place>,
	isStop = false,
): Promise<Known> {
	const isOpen = places.has('open orders') || places.size === 0; // what shows nowhere may be open
	const filled = isStop ? undefined : await filledOf(call, orderId);
	const isFilled = filled !== undefined && compare(filled, ZERO) > 0;
	return { orderId, isOpen, hasFills: places.has('own trades') || isFilled, filled };
}

/** The one with the most fills stands; of equals one that is not open, or else the first. */
function byWhatStands(a: Known, b: Known): number {
	const fills = compare(b.filled ?? ZERO, a.filled ?? ZERO);
	return fills || Number(a.isOpen) - Number(b.isOpen) || compareIds(a.orderId, b.orderId);
}

/** An order that had to be sent more than once. */
export interface Repeated {
	/** By its answer, or by a search. */
	readonly orderId: string;
	/** Whether it is the answer of the last sending. */
	readonly isLatest: boolean;
}

/** Finds other deliveries of the order, and which of them stands. */
export async function findDeliveries(
	call: Call,
	clock: Clock,
	sent: SentOrder,
	repeated: Repeated,
	effort: Effort,
): Promise<Deliveries> {
	const { orderId } = repeated;
	const { orders, isAll } = await untilShown(call, clock, sent, repeated, effort);
	// The order itself is there whether or not a list shows it yet
	const all = new Map<string, ReadonlySet<Place>>([[orderId, new Set()], ...orders]);
	if (all.size < 2) return { stands: orderId, others: [], isAll };
	const known: Known[] = [];
	for (const [id, places] of all) known.push(await knownOf(call, id, places, sent.isStop));
	const [stands, ...others] = known.toSorted(byWhatStands);
	return { stands: stands.orderId, others, isAll };
}
