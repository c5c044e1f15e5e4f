import { readOrder } from '../../../../exmo/account/orderState';
import type { Operation } from '../operation';
import { lookUpFields, lookUpOrderId } from '../trading/ids';
import { notFound } from '../trading/notFound';
import { orderStateItem } from '../../../shared/items/orderState';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get an order',
	description:
		'What became of an order: open, partly filled, filled or cancelled, with what was filled, at which average price, and the fees',
	fields: lookUpFields,
	async execute({ client, parameters }) {
		const orderId = await lookUpOrderId(client, parameters);
		const state = await readOrder(client.call, orderId);
		if (!state) throw notFound(`There is no trace of order ${orderId}`);
		return [orderStateItem(orderId, state)];
	},
};
