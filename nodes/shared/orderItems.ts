/** Orders and own trades as items: the same field names wherever they appear. */
import type { IDataObject } from 'n8n-workflow';

import { isoOfSeconds } from './dates';
import { decimalText, idText, type Row } from './rows';

/** One row of `user_open_orders` or `user_cancelled_orders` (exmo-api/REST.md 3.6, 3.8); stop orders have a parent order ID and a trigger price. */
function orderItem(pair: string, row: Row, status: string): IDataObject {
	const isStop = row.parent_order_id !== undefined;
	return {
		orderId: idText(row.order_id ?? row.parent_order_id),
		clientOrderId: idText(row.client_id),
		pair,
		side: String(row.type).includes('sell') ? 'sell' : 'buy',
		orderType: isStop ? 'stopMarket' : 'limit',
		status,
		quantity: decimalText(row.quantity),
		price: isStop ? '' : decimalText(row.price),
		triggerPrice: isStop ? decimalText(row.trigger_price) : '',
		amount: decimalText(row.amount),
		created: Number(row.created),
		createdAt: isoOfSeconds(row.created),
	};
}

/** Quantity is what is still open. */
export const openOrderItem = (pair: string, row: Row): IDataObject => orderItem(pair, row, 'open');

/** Quantity is what was not filled; the reason is EXMO's, and only stop orders have one. */
export const cancelledOrderItem = (row: Row): IDataObject => ({
	...orderItem(String(row.pair), row, 'cancelled'),
	reason: String(row.reason_status ?? ''),
});

/** One own trade: a row of `user_trades` or `order_trades` (REST.md 3.7, 3.9). Fees are taken from what was received. */
export const ownTradeItem = (row: Row): IDataObject => ({
	tradeId: idText(row.trade_id),
	orderId: idText(row.order_id),
	clientOrderId: idText(row.client_id),
	stopOrderId: idText(row.parent_order_id),
	pair: String(row.pair),
	side: String(row.type),
	role: String(row.exec_type ?? ''),
	price: decimalText(row.price),
	quantity: decimalText(row.quantity),
	amount: decimalText(row.amount),
	feeAmount: decimalText(row.commission_amount),
	feeCurrency: String(row.commission_currency ?? ''),
	feePercent: decimalText(row.commission_percent),
	date: Number(row.date),
	createdAt: isoOfSeconds(row.date),
});
