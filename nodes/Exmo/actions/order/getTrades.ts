import { tradesOfOrder } from '../../../../exmo/account/lists';
import { simplifyField } from '../../../shared/fields/fields';
import { ownTradeItem } from '../../../shared/items/orders';
import { rawItem } from '../../../shared/items/rows';
import type { Operation } from '../operation';
import { orderField, readOrderId } from '../trading/ids';

export const getTrades: Operation = {
	name: 'Get Trades',
	value: 'getTrades',
	action: 'Get the trades of an order',
	description:
		'The trades that filled an order, one item a trade; none while nothing is filled, and none for an order that EXMO does not know',
	fields: [orderField('Any order of the account; the list shows the open ones'), simplifyField],
	async execute({ client, parameters }) {
		const trades = await tradesOfOrder(client.call, readOrderId(parameters));
		return trades.map(parameters.flag('simplify') ? ownTradeItem : rawItem);
	},
};
