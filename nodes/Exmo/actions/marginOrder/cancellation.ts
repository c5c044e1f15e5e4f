/** What became of the cancellation of a margin order whose answer got lost. */
import { marginOrderEvents, openMarginOrders } from '../../../../exmo/account/margin';
import type { ExmoClient } from '../../../shared/exchange/client';
import type { LookUp } from '../../../shared/exchange/write';

/** So many of the latest events; EXMO's largest page is not known (exmo-api/REST.md 6.13). */
const EVENTS = 100;

/** Gone from the open orders alone could also mean filled: its history has to tell of a cancellation. */
export async function lookForCancellation(client: ExmoClient, orderId: string): Promise<LookUp> {
	const isOfOrder = ({ order_id: id }: Record<string, unknown>) => String(id) === orderId;
	const open = await openMarginOrders(client.lookUp).catch(() => undefined);
	if (!open) return { lookedAt: 'The open margin orders could not be read.' };
	if (open.some(isOfOrder)) return { lookedAt: 'The order is still open.', isAbsent: true };
	const events = await marginOrderEvents(client.lookUp, EVENTS).catch(() => undefined);
	if (!events) return { lookedAt: 'The order history could not be read.' };
	// "OrderCancelStarted" is the one word for it that is known (REST.md 6.13)
	const isCancellation = (event: Record<string, unknown>) =>
		isOfOrder(event) && /^OrderCancel/.test(String(event.event_type));
	if (events.some(isCancellation)) return { answer: {} };
	return {
		lookedAt:
			'The order is no longer open, and the order history has no cancellation of it: it may have been filled.',
	};
}
