import { ENDPOINTS } from '../../../../exmo/endpoints';
import { marginOrderEvents, openMarginOrders } from '../../../../exmo/margin';
import type { ExmoClient } from '../../../shared/client';
import { write, type LookUp } from '../../../shared/write';
import type { Operation } from '../operation';
import { orderField, readOrderId } from '../order/ids';

/** So many of the latest events; EXMO's largest page is not known (exmo-api/REST.md 6.13). */
const EVENTS = 100;

/** Gone from the open orders alone could also mean filled: its history has to tell of a cancellation. */
async function lookForCancellation(client: ExmoClient, orderId: string): Promise<LookUp> {
	const isOfOrder = ({ order_id: id }: Record<string, unknown>) => String(id) === orderId;
	const open = await openMarginOrders(client.ask).catch(() => undefined);
	if (!open) return { lookedAt: 'The open margin orders could not be read.' };
	if (open.some(isOfOrder)) return { lookedAt: 'The order is still open.', isAbsent: true };
	const events = await marginOrderEvents(client.ask, EVENTS).catch(() => undefined);
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

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel a margin order',
	description: 'Cancel one open margin order by its order ID',
	fields: [orderField('The open margin order to cancel', 'searchMarginOrders')],
	writes: true,
	async execute({ client, parameters, memory }) {
		const orderId = readOrderId(parameters);
		const { reconciled } = await write(client, memory.next(ENDPOINTS.marginOrderCancel.path), {
			endpoint: ENDPOINTS.marginOrderCancel,
			params: { order_id: orderId },
			what: `the cancellation of margin order ${orderId}`,
			howToCheck:
				'Margin Order: Get Many Open shows whether it is still open; then cancelling again is safe.',
			lookUp: async () => await lookForCancellation(client, orderId),
		});
		return [{ orderId, cancelled: true, reconciled }];
	},
};
