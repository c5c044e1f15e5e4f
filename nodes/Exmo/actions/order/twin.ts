/**
 * After an order was sent a second time: whether the first one had been accepted all the same, as
 * something on the way may have delivered it twice. Both go by the same client order ID.
 */
import { ordersByClientId, type Place, type SentOrder } from '../../../../exmo/orders';
import { ROUNDS_MS } from '../../../../exmo/rounds';
import type { ExmoClient } from '../../../shared/client';
import { clock } from '../../../shared/clock';
import type { Twin } from '../../../shared/write';
import { cancelOrder, type OrderSort } from './cancellation';

export interface Settled {
	/** The order that stands for what was asked for. */
	readonly orderId: string;
	readonly twin?: Twin;
}

type Seen = ReadonlyMap<string, ReadonlySet<Place>>;

/**
 * Lists can lag: an earlier order surely shows where the later one does. So it is looked until the
 * latest shows, which is at once as a rule; where its answer got lost, as long as lists may lag.
 */
async function lookUntilShown(
	client: ExmoClient,
	sent: SentOrder,
	orderId: string,
	isLatest: boolean,
): Promise<Seen | undefined> {
	const began = clock.now();
	let seen: Seen = new Map();
	for (const round of ROUNDS_MS.patient) {
		const pause = began + round - clock.now();
		if (pause > 0) await clock.sleep(pause);
		seen = await ordersByClientId(client.lookUp, sent);
		if (seen.has(orderId) && (isLatest || seen.size > 1)) return seen;
	}
	return seen.size > 0 ? seen : undefined;
}

const isOpen = (seen: Seen, orderId: string): boolean =>
	seen.get(orderId)?.has('open orders') ?? false;
const isFilled = (seen: Seen, orderId: string): boolean =>
	seen.get(orderId)?.has('own trades') ?? false;

/** Cancels the superfluous one; whatever comes back, the run goes on and says so. */
async function cancelled(client: ExmoClient, orderId: string, sort: OrderSort): Promise<boolean> {
	return await cancelOrder(client, {}, orderId, sort).then(
		() => true,
		() => false,
	);
}

/** Looks for a twin of the order and cancels one of the two, where one is still open. */
export async function settleTwin(
	client: ExmoClient,
	sent: SentOrder,
	orderId: string,
	isLatest: boolean,
	sort: OrderSort,
): Promise<Settled> {
	const delivered = 'The order was delivered twice on its way to EXMO';
	const seen = await lookUntilShown(client, sent, orderId, isLatest);
	if (!seen) {
		const note = `Before order ${orderId} was sent, a first delivery of it was refused. EXMO does not show order ${orderId} yet, so whether that first one was accepted, too, is not known. Look for the client order ID ${sent.clientOrderId} again.`;
		return { orderId, twin: { orderId: '', cancelled: false, note } };
	}
	const twinId = [...seen.keys()].find((id) => id !== orderId);
	if (twinId === undefined) return { orderId };
	// The open one goes: the later one when the first is filled, or else the first
	const goes = !isOpen(seen, twinId) && isOpen(seen, orderId) ? orderId : twinId;
	const stays = goes === orderId ? twinId : orderId;
	const wasOpen = isOpen(seen, goes);
	const isGone = wasOpen ? await cancelled(client, goes, sort) : !isFilled(seen, goes);
	const filled = isFilled(seen, goes) ? ' What was filled of it stands.' : '';
	const note = isGone
		? `${delivered}, as orders ${stays} and ${goes}; order ${goes} is cancelled.${filled}`
		: `${delivered}, as orders ${stays} and ${goes}; order ${goes} could not be cancelled: both stand.`;
	return { orderId: stays, twin: { orderId: goes, cancelled: isGone, note } };
}
