import { marginTradesOfOrder } from '../../../../exmo/account/margin';
import { limitFields } from '../../../shared/fields/fields';
import type { Operation } from '../operation';
import { orderField, readOrderId } from '../trading/ids';
import { marginTradeItem } from '../../../shared/items/marginOrder';

export const getTrades: Operation = {
	name: 'Get Trades',
	value: 'getTrades',
	action: 'Get the trades of a margin order',
	description:
		'The trades of one margin order, one item a trade; Get History names the IDs of orders that are done',
	fields: [
		orderField(
			'Any margin order of the account; the list shows the open ones',
			'searchMarginOrders',
		),
		...limitFields,
	],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const orderId = readOrderId(parameters);
		const trades = await marginTradesOfOrder(client.call, orderId);
		return trades.slice(0, limit).map(marginTradeItem);
	},
};
