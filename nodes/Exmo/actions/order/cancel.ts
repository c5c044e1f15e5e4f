import type { Operation } from '../operation';
import { cancelOrder, cancelPath, sentOrderId } from '../trading/cancellation';
import { orderField, readOrderId } from '../trading/ids';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel an order',
	description: 'Cancel one open order by its order ID',
	fields: [orderField('The open order to cancel')],
	writes: true,
	async execute({ client, parameters, memory }) {
		const orderId = sentOrderId(memory, cancelPath('order')) ?? readOrderId(parameters);
		const reconciled = await cancelOrder(client, memory.next(cancelPath('order')), orderId);
		return [{ orderId, cancelled: true, reconciled }];
	},
};
