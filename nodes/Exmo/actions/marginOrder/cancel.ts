import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { lookAgain, write } from '../../../shared/exchange/write';
import type { Operation } from '../operation';
import { sentOrderId } from '../trading/cancellation';
import { orderField, readOrderId } from '../trading/ids';
import { lookForCancellation } from './cancellation';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel a margin order',
	description: 'Cancel one open margin order by its order ID',
	fields: [orderField('The open margin order to cancel', 'searchMarginOrders')],
	writes: true,
	async execute({ client, parameters, memory }) {
		const { path } = ENDPOINTS.marginOrderCancel;
		const orderId = sentOrderId(memory, path) ?? readOrderId(parameters);
		const record = memory.next(path);
		record.plan = orderId;
		const { reconciled } = await write(client, record, {
			endpoint: ENDPOINTS.marginOrderCancel,
			params: { order_id: orderId },
			what: `the cancellation of margin order ${orderId}`,
			howToCheck:
				'Margin Order: Get Many Open shows whether it is still open; then cancelling again is safe.',
			lookUp: async (effort) =>
				await lookAgain(effort, async () => await lookForCancellation(client, orderId)),
		});
		return [{ orderId, cancelled: true, reconciled }];
	},
};
