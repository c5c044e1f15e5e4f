import { ENDPOINTS } from '../../../../exmo/endpoints';
import { isOpen } from '../../../../exmo/orders';
import { InvalidInput } from '../../../shared/nodeErrors';
import { write } from '../../../shared/write';
import type { Operation } from '../operation';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel an order',
	description: 'Cancel one open order by its order ID',
	fields: [
		{
			displayName: 'Order',
			name: 'orderId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The open order to cancel',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchOpenOrders', searchable: true },
				},
				{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 51234567890' },
			],
		},
	],
	writes: true,
	async execute({ client, parameters, memory }) {
		const orderId = parameters.requiredText('orderId', 'Order');
		if (!/^[1-9]\d*$/.test(orderId)) {
			throw new InvalidInput(`Order "${orderId}" is not an order ID: a whole number.`);
		}
		const { path } = ENDPOINTS.orderCancel;
		const { reconciled } = await write(client, memory.next(path), {
			endpoint: ENDPOINTS.orderCancel,
			params: { order_id: orderId },
			what: `the cancellation of order ${orderId}`,
			howToCheck:
				'Order: Get Many Open shows whether it is still open; then cancelling again is safe.',
			lookUp: async () => {
				const open = await isOpen(async (...request) => await client.call(...request), orderId);
				if (open === false) return { answer: {} };
				return {
					lookedAt: open ? 'The order is still open.' : 'The open orders could not be read.',
				};
			},
		});
		return [{ orderId, cancelled: true, reconciled }];
	},
};
