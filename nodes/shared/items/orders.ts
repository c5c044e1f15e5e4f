/** Spot orders and own trades as items: one maker each, for REST, polling and stream. */
import type { IDataObject } from 'n8n-workflow';

import { orderIdOf } from '../../../exmo/api/ids';
import { readOrderType } from '../../../exmo/account/orderTypes';
import { isoOfSeconds } from '../fields/dates';
import { decimalText, idText, numberOf, usedDecimal } from './rows';
import type { Row } from '../../../exmo/api/rows';

/**
 * A row of `user_open_orders`, `user_cancelled_orders` or the stream's `spot/orders` (exmo-api/REST.md
 * 3.6, 3.8, WEBSOCKET.md 4.7). EXMO's quantity and amount are what remains of the order; how large it
 * was, only the stream tells. Stop orders have a parent order ID and a trigger price instead of a price.
 */
export const orderItem = (pair: string, row: Row, status: string): IDataObject => ({
	orderId: orderIdOf(row),
	clientOrderId: idText(row.client_id),
	pair,
	...readOrderType(row.type),
	status,
	remainingQuantity: decimalText(row.quantity),
	price: usedDecimal(row.price),
	triggerPrice: usedDecimal(row.trigger_price),
	remainingAmount: decimalText(row.amount),
	created: numberOf(row.created),
	createdAt: isoOfSeconds(row.created),
});

export const openOrderItem = (pair: string, row: Row): IDataObject => orderItem(pair, row, 'open');

/** The reason is EXMO's, and only stop orders have one. */
export const cancelledOrderItem = (row: Row): IDataObject => ({
	...orderItem(String(row.pair), row, 'cancelled'),
	reason: String(row.reason_status ?? ''),
});

/** A trade of anybody: a row of `trades`, or of the stream's `spot/trades` (REST.md 2.1). */
export const publicTradeItem = (pair: string, row: Row): IDataObject => ({
	tradeId: idText(row.trade_id),
	pair,
	side: String(row.type),
	price: decimalText(row.price),
	quantity: decimalText(row.quantity),
	amount: decimalText(row.amount),
	created: numberOf(row.date),
	createdAt: isoOfSeconds(row.date),
});

/** One own trade: a row of `user_trades`, `order_trades` or the stream's `spot/user_trades` (REST.md 3.7, 3.9). Fees are taken from what was received. */
export const ownTradeItem = (row: Row): IDataObject => ({
	...publicTradeItem(String(row.pair ?? ''), row),
	orderId: idText(row.order_id),
	clientOrderId: idText(row.client_id),
	stopOrderId: idText(row.parent_order_id),
	role: String(row.exec_type ?? ''),
	feeAmount: decimalText(row.commission_amount),
	feeCurrency: String(row.commission_currency ?? ''),
	feePercent: decimalText(row.commission_percent),
});
