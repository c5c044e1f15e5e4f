import type { IDataObject } from 'n8n-workflow';

import { ENDPOINTS } from '../../../../exmo/endpoints';
import { isoOfSeconds } from '../../../shared/dates';
import { limitFields } from '../../../shared/fields';
import { decimalText, entriesOf, idText, type Row } from '../../../shared/rows';
import type { Operation } from '../operation';

/** One row of `user_open_orders` (exmo-api/REST.md 3.6); stop orders have a parent order ID and a trigger price. */
function openOrderItem(pair: string, row: Row): IDataObject {
	const isStop = row.parent_order_id !== undefined;
	return {
		orderId: idText(row.order_id ?? row.parent_order_id),
		clientOrderId: idText(row.client_id),
		pair,
		side: String(row.type).includes('sell') ? 'sell' : 'buy',
		orderType: isStop ? 'stopMarket' : 'limit',
		status: 'open',
		quantity: decimalText(row.quantity),
		price: isStop ? '' : decimalText(row.price),
		triggerPrice: isStop ? decimalText(row.trigger_price) : '',
		amount: decimalText(row.amount),
		created: Number(row.created),
		createdAt: isoOfSeconds(row.created),
	};
}

export const getManyOpen: Operation = {
	name: 'Get Many Open',
	value: 'getManyOpen',
	action: 'Get many open orders',
	description:
		'Orders that wait in the book, stop orders included, one item an order; quantity is what is still open',
	fields: [
		...limitFields,
		{
			displayName: 'Pair',
			name: 'pairFilter',
			type: 'string',
			default: '',
			placeholder: 'e.g. BTC_USD',
			description: 'Only orders of this pair; empty for all',
		},
	],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const wanted = parameters.text('pairFilter') === '' ? undefined : parameters.pair('pairFilter');
		const reply = await client.call(ENDPOINTS.userOpenOrders, { pair: wanted });
		return entriesOf<Row[]>(reply)
			.filter(([pair]) => wanted === undefined || pair === wanted)
			.flatMap(([pair, rows]) => rows.map((row) => openOrderItem(pair, row)))
			.slice(0, limit);
	},
};
