/** Rows of margin orders as items, under the names that spot orders have: from REST and stream. */
import type { IDataObject } from 'n8n-workflow';

import { readOrderType } from '../../../exmo/account/orderTypes';
import { isoOfNanoseconds, isoOfSeconds } from '../fields/dates';
import { decimalText, idText, usedDecimal } from './rows';
import type { Row } from '../../../exmo/api/rows';

/**
 * One row of `margin/user/order/list` or of the stream's `margin/orders` (exmo-api/REST.md 6.12,
 * WEBSOCKET.md 4.9). EXMO says "unused" with 0. How large the order was at first, only the stream tells.
 */
export function marginOrderItem(row: Row, status: string): IDataObject {
	const kind = readOrderType(row.type);
	// Of an order without a trigger, EXMO has the price there once more
	const isTriggered = /stop/i.test(kind.orderType);
	return {
		orderId: idText(row.order_id),
		clientOrderId: idText(row.client_id),
		pair: String(row.pair ?? ''),
		...kind,
		status,
		remainingQuantity: decimalText(row.quantity),
		price: usedDecimal(row.price),
		stopPrice: usedDecimal(row.stop_price),
		triggerPrice: isTriggered ? usedDecimal(row.trigger_price) : '',
		distance: usedDecimal(row.distance),
		takeProfit: usedDecimal(row.take_profit),
		stopLoss: usedDecimal(row.stop_loss),
		leverage: decimalText(row.leverage),
		comment: String(row.comment ?? ''),
		created: String(row.created ?? ''),
		createdAt: isoOfNanoseconds(row.created),
		expiresAt: isoOfSeconds(row.expire),
	};
}

export const openMarginOrderItem = (row: Row): IDataObject => marginOrderItem(row, 'open');

/** One row of `margin/user/order/history`: something that happened to an order (REST.md 6.13). */
export const marginEventItem = (row: Row): IDataObject => ({
	eventId: idText(row.event_id),
	eventType: String(row.event_type),
	orderId: idText(row.order_id),
	pair: String(row.pair),
	...readOrderType(row.order_type),
	exmoStatus: String(row.order_status ?? ''),
	quantity: decimalText(row.quantity),
	price: usedDecimal(row.price),
	stopPrice: usedDecimal(row.stop_price),
	tradeId: idText(row.trade_id),
	tradePrice: usedDecimal(row.trade_price),
	tradeQuantity: usedDecimal(row.trade_quantity),
	created: String(row.event_time),
	createdAt: isoOfNanoseconds(row.event_time),
});

/** One row of `margin/user/order/trades` or of the stream's `margin/user_trades` (REST.md 6.14). */
export const marginTradeItem = (row: Row): IDataObject => ({
	tradeId: idText(row.trade_id),
	orderId: idText(row.order_id),
	pair: String(row.pair ?? ''),
	side: String(row.type),
	role: row.is_maker === true ? 'maker' : 'taker',
	price: decimalText(row.price),
	quantity: decimalText(row.quantity),
	created: String(row.trade_dt ?? ''),
	createdAt: isoOfNanoseconds(row.trade_dt),
});

/** One row of `margin/trades`: a margin trade of anybody (REST.md 6.22). */
export const publicMarginTradeItem = (pair: string, row: Row): IDataObject => ({
	tradeId: idText(row.trade_id),
	pair,
	side: String(row.trade_type),
	price: decimalText(row.price),
	quantity: decimalText(row.quantity),
	amount: decimalText(row.amount),
	created: String(row.trade_dt),
	createdAt: isoOfNanoseconds(row.trade_dt),
});
