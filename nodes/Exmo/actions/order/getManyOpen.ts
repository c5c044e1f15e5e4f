import { openOrders } from '../../../../exmo/account/lists';
import { limitFields, pairFilterField } from '../../../shared/fields/fields';
import { openOrderItem } from '../../../shared/items/orders';
import type { Operation } from '../operation';

export const getManyOpen: Operation = {
	name: 'Get Many Open',
	value: 'getManyOpen',
	action: 'Get many open orders',
	description:
		'Orders that wait in the book, stop orders included, one item an order; remainingQuantity is what is still open of it',
	fields: [...limitFields, pairFilterField],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const wanted = parameters.text('pairFilter') === '' ? undefined : parameters.pair('pairFilter');
		const rows = await openOrders(client.call, wanted);
		return rows.slice(0, limit).map((row) => openOrderItem(String(row.pair), row));
	},
};
