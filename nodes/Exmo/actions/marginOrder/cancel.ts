import { ENDPOINTS } from '../../../../exmo/endpoints';
import { openMarginOrders } from '../../../../exmo/margin';
import { write } from '../../../shared/write';
import type { Operation } from '../operation';
import { orderField, readOrderId } from '../order/ids';

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
			lookUp: async () => {
				const open = await openMarginOrders(client.ask).catch(() => undefined);
				if (!open) return { lookedAt: 'The open margin orders could not be read.' };
				return open.some((row) => String(row.order_id) === orderId)
					? { lookedAt: 'The order is still open.' }
					: { answer: {} };
			},
		});
		return [{ orderId, cancelled: true, reconciled }];
	},
};
