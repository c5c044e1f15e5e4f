import { seconds } from '../exchange/clock.mts';
import { floor8, text } from '../exchange/money.mts';
import type { OwnTrade, SpotOrder, StopOrder } from '../exchange/accounts.mts';

/** An own fill as `user_trades` shows it (exmo-api/REST.md 3.7). */
export function ownTradeRow(trade: OwnTrade): Record<string, unknown> {
	return {
		trade_id: trade.id,
		client_id: trade.clientId,
		date: seconds(trade.atMs),
		type: trade.side,
		pair: trade.pair,
		quantity: text(trade.quantity),
		price: text(trade.price),
		amount: text(trade.amount),
		order_id: trade.orderId,
		...(trade.parentId === undefined ? {} : { parent_order_id: trade.parentId }),
		exec_type: trade.execType,
		commission_amount: trade.execType === '' ? '' : text(trade.commission),
		commission_currency: trade.commissionCurrency,
		commission_percent: trade.commissionPercent,
	};
}

/** An open or cancelled order (exmo-api/REST.md 3.6, 3.8): `quantity` is what is left of it. */
export function orderRow(order: SpotOrder | StopOrder): Record<string, unknown> {
	const common = { client_id: String(order.clientId), created: String(seconds(order.createdMs)) };
	if (order.kind === 'spot') {
		return {
			order_id: String(order.id),
			...common,
			type: order.type,
			pair: order.pair,
			quantity: text(order.remaining),
			price: text(order.price),
			amount: text(floor8(order.price.times(order.remaining))),
		};
	}
	return {
		parent_order_id: String(order.id),
		...common,
		type: `stop_market_${order.side}`,
		pair: order.pair,
		quantity: text(order.quantity),
		trigger_price: text(order.triggerPrice),
		amount: text(floor8(order.triggerPrice.times(order.quantity))),
		...(order.reason === undefined ? {} : { reason_status: order.reason }),
	};
}
