/** Rows of margin orders as items, under the names that spot orders have. */
import type { IDataObject } from 'n8n-workflow';

import { readMarginType } from '../../../../exmo/margin';
import { isoOfNanoseconds, isoOfSeconds } from '../../../shared/dates';
import { decimalText, idText, usedDecimal, type Row } from '../../../shared/rows';

/** One row of `margin/user/order/list` (REST.md 6.12). */
export const openMarginOrderItem = (row: Row): IDataObject => ({
	orderId: idText(row.order_id),
	clientOrderId: idText(row.client_id),
	pair: String(row.pair),
	...readMarginType(row.type),
	status: 'open',
	quantity: decimalText(row.quantity),
	price: usedDecimal(row.price),
	stopPrice: usedDecimal(row.stop_price),
	distance: usedDecimal(row.distance),
	leverage: decimalText(row.leverage),
	comment: String(row.comment ?? ''),
	created: String(row.created),
	createdAt: isoOfNanoseconds(row.created),
	expiresAt: isoOfSeconds(row.expire),
});

/** One row of `margin/user/order/history`: something that happened to an order (REST.md 6.13). */
export const marginEventItem = (row: Row): IDataObject => ({
	eventId: idText(row.event_id),
	eventType: String(row.event_type),
	orderId: idText(row.order_id),
	pair: String(row.pair),
	...readMarginType(row.order_type),
	status: String(row.order_status ?? ''),
	quantity: decimalText(row.quantity),
	price: usedDecimal(row.price),
	stopPrice: usedDecimal(row.stop_price),
	tradeId: idText(row.trade_id),
	tradePrice: usedDecimal(row.trade_price),
	tradeQuantity: usedDecimal(row.trade_quantity),
	created: String(row.event_time),
	createdAt: isoOfNanoseconds(row.event_time),
});

/** One row of `margin/user/order/trades` (REST.md 6.14). */
export const marginTradeItem = (row: Row): IDataObject => ({
	tradeId: idText(row.trade_id),
	orderId: idText(row.order_id),
	pair: String(row.pair),
	side: String(row.type),
	role: row.is_maker === true ? 'maker' : 'taker',
	price: decimalText(row.price),
	quantity: decimalText(row.quantity),
	created: String(row.trade_dt),
	createdAt: isoOfNanoseconds(row.trade_dt),
});
