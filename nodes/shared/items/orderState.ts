import type { IDataObject } from 'n8n-workflow';

import { add, formatDecimal } from '../../../exmo/money/decimal';
import { readOrderType } from '../../../exmo/account/orderTypes';
import type { OrderState } from '../../../exmo/account/orderState';
import type { EndedOrder } from '../../../exmo/watch/endedOrders';
import { isoOfSeconds } from '../fields/dates';
import { idText, numberOf, usedDecimal } from './rows';
import type { Row } from '../../../exmo/api/rows';

const latest = (trades: readonly Row[]): number =>
	trades.reduce((newest, { date }) => Math.max(newest, Number(date)), 0);

/** The sum of the fees in each currency they were taken in; usually one. */
export const feesJson = (fees: OrderState['fees']): IDataObject[] =>
	[...fees].map(([currency, amount]) => ({
		feeAmount: formatDecimal(amount),
		feeCurrency: currency,
	}));

/** What became of an order. EXMO shows type, price and creation only of open and cancelled orders. */
export function orderStateItem(orderId: string, state: OrderState): IDataObject {
	const { row, trades, filledQuantity, remainingQuantity } = state;
	const known = row ?? trades[0] ?? {};
	const lastTrade = latest(trades);
	return {
		orderId,
		clientOrderId: idText(known.client_id),
		pair: String(known.pair ?? ''),
		side: readOrderType(known.type).side,
		orderType: row ? readOrderType(row.type).orderType : '',
		status: state.status,
		quantity: formatDecimal(add(filledQuantity, remainingQuantity)),
		filledQuantity: formatDecimal(filledQuantity),
		remainingQuantity: formatDecimal(remainingQuantity),
		price: usedDecimal(row?.price),
		triggerPrice: usedDecimal(row?.trigger_price),
		averagePrice: state.averagePrice ? formatDecimal(state.averagePrice) : '',
		filledAmount: formatDecimal(state.filledAmount),
		fees: feesJson(state.fees),
		tradeCount: trades.length,
		created: numberOf(row?.created),
		createdAt: isoOfSeconds(row?.created),
		lastTradeAt: isoOfSeconds(lastTrade),
	};
}

/** An order that is over: of a filled one EXMO shows neither price nor creation, they are remembered. */
export function endedOrderItem({ orderId, pair, state, before }: EndedOrder): IDataObject {
	const item = { ...orderStateItem(orderId, state), pair };
	if (state.row || !before) return item;
	return {
		...item,
		clientOrderId: idText(before.client_id),
		...readOrderType(before.type),
		price: usedDecimal(before.price),
		created: numberOf(before.created),
		createdAt: isoOfSeconds(before.created),
	};
}
