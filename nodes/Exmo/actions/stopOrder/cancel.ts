import type { Operation } from '../operation';
import { cancelOrder, cancelPath, sentOrderId } from '../trading/cancellation';
import { orderField, readOrderId } from '../trading/ids';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel a stop order',
	description: 'Cancel one stop order that has not fired yet, by its order ID',
	fields: [orderField('The stop order to cancel', 'searchStopOrders')],
	writes: true,
	async execute({ client, parameters, memory }) {
		const orderId = sentOrderId(memory, cancelPath('stop')) ?? readOrderId(parameters);
		const record = memory.next(cancelPath('stop'));
		const reconciled = await cancelOrder(client, record, orderId, 'stop');
		return [{ orderId, cancelled: true, reconciled }];
	},
};
