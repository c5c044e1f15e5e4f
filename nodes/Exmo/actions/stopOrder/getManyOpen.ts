import { isStopOrder } from '../../../../exmo/api/ids';
import { openOrders } from '../../../../exmo/account/lists';
import { limitFields, pairFilterField } from '../../../shared/fields/fields';
import { openOrderItem } from '../../../shared/items/orders';
import type { Operation } from '../operation';

export const getManyOpen: Operation = {
	name: 'Get Many Open',
	value: 'getManyOpen',
	action: 'Get many open stop orders',
	description: 'Stop orders that have not fired yet, one item an order',
	fields: [...limitFields, pairFilterField],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const wanted = parameters.text('pairFilter') === '' ? undefined : parameters.pair('pairFilter');
		const rows = await openOrders(client.call, wanted);
		return rows
			.filter(isStopOrder)
			.slice(0, limit)
			.map((row) => openOrderItem(String(row.pair), row));
	},
};
