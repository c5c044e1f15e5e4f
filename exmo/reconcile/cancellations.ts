/** What became of a cancellation whose answer got lost: the open and the cancelled orders tell. */
import { cancelledOrders } from '../account/lists';
import { marginOrderEvents, openMarginOrders } from '../account/margin';
import type { Call } from '../api/call';
import { orderIdOf } from '../api/ids';
import type { Row } from '../api/rows';
import type { Clock } from '../clock';
import { reconcile, type Done, type Effort, type Finding } from './attempts';
import { isOpen } from './orders';

/** So many of the latest events; EXMO's largest page is not known (exmo-api/REST.md 6.13). */
const EVENTS = 100;

/** Whether EXMO lists the order as cancelled: gone alone could also mean filled. False, too, when the list cannot be read. */
async function isAmongCancelled(call: Call, orderId: string): Promise<boolean> {
	const search = async () => {
		for await (const row of cancelledOrders(call)) {
			if (orderIdOf(row) === orderId) return true;
		}
		return false;
	};
	return await search().catch(() => false);
}

/** @param noun "order" or "stop order" */
async function findCancellation(call: Call, orderId: string, noun: string): Promise<Finding<Done>> {
	const open = await isOpen(call, orderId);
	if (open !== false) {
		return {
			searched: open ? `The ${noun} is still open.` : 'The open orders could not be read.',
			isAbsent: open === true,
		};
	}
	if (await isAmongCancelled(call, orderId)) return { answer: 'done' };
	return {
		searched: `The ${noun} is no longer open, and it was not found among the cancelled orders: it may have been filled.`,
	};
}

/** Gone from the open orders alone could also mean filled: its history has to tell of a cancellation. */
async function findMarginCancellation(call: Call, orderId: string): Promise<Finding<Done>> {
	const isOfOrder = ({ order_id: id }: Row) => String(id) === orderId;
	const open = await openMarginOrders(call).catch(() => undefined);
	if (!open) return { searched: 'The open margin orders could not be read.' };
	if (open.some(isOfOrder)) return { searched: 'The order is still open.', isAbsent: true };
	const events = await marginOrderEvents(call, EVENTS).catch(() => undefined);
	if (!events) return { searched: 'The order history could not be read.' };
	// "OrderCancelStarted" is the one word for it that is known (REST.md 6.13)
	const isCancellation = (event: Row) =>
		isOfOrder(event) && /^OrderCancel/.test(String(event.event_type));
	if (events.some(isCancellation)) return { answer: 'done' };
	return {
		searched:
			'The order is no longer open, and the order history has no cancellation of it: it may have been filled.',
	};
}

/** What became of the cancellation of an order, a stop order or a margin order. */
export const reconcileCancellation = async (
	call: Call,
	clock: Clock,
	orderId: string,
	noun: 'order' | 'stop order' | 'margin order',
	effort: Effort,
): Promise<Finding<Done>> =>
	await reconcile(clock, effort, async () =>
		noun === 'margin order'
			? await findMarginCancellation(call, orderId)
			: await findCancellation(call, orderId, noun),
	);
