/**
 * After an order was sent more than once: whether an earlier delivery had been accepted as well, as
 * something on the way may have delivered it twice. All of them go by the same client order ID.
 */
import { add, compare, ZERO, type Decimal } from '../../../../exmo/money/decimal';
import { amountOf } from '../../../../exmo/money/amounts';
import {
	ordersByClientId,
	type SentOrder,
	type Place,
	type Sightings,
} from '../../../../exmo/reconcile/orders';
import { compareIds } from '../../../../exmo/api/ids';
import { tradesOfOrder } from '../../../../exmo/account/lists';
import { ROUNDS_MS } from '../../../../exmo/reconcile/attempts';
import { clock } from '../../../shared/exchange/clock';
import type { ExmoClient } from '../../../shared/exchange/client';
import type { Twin } from '../../../shared/exchange/write';
import { cancelOrder, type OrderSort } from './cancellation';

export interface Settled {
	/** The order that stands for what was asked for. */
	readonly orderId: string;
	readonly twin?: Twin;
}

interface Looked {
	readonly orders: Sightings['orders'];
	/** Whether that is all there is, as far as lists can tell. */
	readonly isAll: boolean;
}

/**
 * Lists can lag: an earlier order surely shows where the later one does. So it is looked until the
 * latest shows and every list could be read, which is at once as a rule; where its answer got lost, as
 * long as lists may lag.
 */
async function lookUntilShown(
	client: ExmoClient,
	sent: SentOrder,
	orderId: string,
	isLatest: boolean,
): Promise<Looked> {
	const began = clock.now();
	let seen: Sightings = { orders: new Map(), isComplete: false };
	for (const round of ROUNDS_MS[client.isStopped ? 'usual' : 'patient']) {
		const pause = began + round - clock.now();
		if (pause > 0) await clock.sleep(pause);
		const now = await ordersByClientId(client.lookUp, sent);
		// What could not be read this time was seen before
		seen = now.isComplete || now.orders.size >= seen.orders.size ? now : seen;
		const isShown = seen.orders.has(orderId) && (isLatest || seen.orders.size > 1);
		if (isShown && seen.isComplete) return { orders: seen.orders, isAll: true };
	}
	return { orders: seen.orders, isAll: seen.isComplete && seen.orders.has(orderId) };
}

/** What is filled of an order by its own list of trades, which no other list has to name. */
async function filledOf(client: ExmoClient, orderId: string): Promise<Decimal | undefined> {
	return await tradesOfOrder(client.lookUp, orderId).then(
		(trades) => trades.reduce((sum, { quantity }) => add(sum, amountOf(quantity)), ZERO),
		() => undefined,
	);
}

interface Delivery {
	readonly orderId: string;
	readonly isOpen: boolean;
	readonly isTraded: boolean;
	/** Undefined when it could not be read. */
	readonly filled?: Decimal;
}

/** The one with the most fills stands; of equals one that is not open, or else the first. */
function byWhatStands(a: Delivery, b: Delivery): number {
	const fills = compare(b.filled ?? ZERO, a.filled ?? ZERO);
	return fills || Number(a.isOpen) - Number(b.isOpen) || compareIds(a.orderId, b.orderId);
}

/** Cancels one that is too much; whatever comes back, the run goes on and says so. */
async function cancelled(client: ExmoClient, orderId: string, sort: OrderSort): Promise<boolean> {
	return await cancelOrder(client, {}, orderId, sort, true).then(
		() => true,
		() => false,
	);
}

const hasFills = ({ isTraded, filled }: Delivery): boolean =>
	isTraded || (filled !== undefined && compare(filled, ZERO) > 0);

async function endOf(
	client: ExmoClient,
	one: Delivery,
	sort: OrderSort,
): Promise<[boolean, string]> {
	const isGone = one.isOpen ? await cancelled(client, one.orderId, sort) : !hasFills(one);
	if (!isGone) {
		const why = one.isOpen ? 'could not be cancelled' : 'is filled';
		return [false, `order ${one.orderId} ${why}, so both stand`];
	}
	const filled = hasFills(one) ? '; what was filled of it stands' : '';
	return [true, `order ${one.orderId} is cancelled${filled}`];
}

/** Looks for other deliveries of the order, and cancels what is still open of all but one. */
export async function settleTwin(
	client: ExmoClient,
	sent: SentOrder,
	orderId: string,
	isLatest: boolean,
	sort: OrderSort,
): Promise<Settled> {
	const { orders, isAll } = await lookUntilShown(client, sent, orderId, isLatest);
	// The order itself is there whether or not a list shows it yet
	const all = new Map<string, ReadonlySet<Place>>([[orderId, new Set()], ...orders]);
	if (all.size < 2) {
		if (isAll) return { orderId };
		const note = `Order ${orderId} was sent more than once, after a refusal. EXMO's lists do not show everything yet, so whether another delivery was accepted, too, is not known. Look for the client order ID ${sent.clientOrderId} again.`;
		return { orderId, twin: { orderId: '', cancelled: false, note } };
	}
	const deliveries: Delivery[] = [];
	for (const [id, places] of all) {
		const isOpen = places.has('open orders') || places.size === 0; // what shows nowhere may be open
		const isTraded = places.has('own trades');
		const filled = sort === 'order' ? await filledOf(client, id) : undefined;
		deliveries.push({ orderId: id, isOpen, isTraded, filled });
	}
	const [stands, ...rest] = deliveries.toSorted(byWhatStands);
	const ends: Array<[boolean, string]> = [];
	for (const one of rest) ends.push(await endOf(client, one, sort));
	const note = `The order was delivered more than once on its way to EXMO, as orders ${[stands, ...rest].map((one) => one.orderId).join(', ')}: ${ends.map(([, text]) => text).join('; ')}.`;
	return {
		orderId: stands.orderId,
		twin: {
			orderId: rest.map((one) => one.orderId).join(', '),
			cancelled: ends.every(([isGone]) => isGone),
			note,
		},
	};
}
