import { floor8, text, ZERO } from '../exchange/money.mts';
import {
	marginType,
	type MarginEvent,
	type MarginOrder,
	type MarginTrade,
} from '../exchange/margin/orders.mts';
import {
	borrowed,
	breakEvenPrice,
	fundingFee,
	isAtOrBeyond,
	liquidationPrice,
	marginCallPrice,
	marginLevel,
	profit,
	type Position,
} from '../exchange/margin/position.mts';
import type { Money } from '../exchange/money.mts';

/** Unix nanoseconds, as the margin service counts (exmo-api/REST.md 1.8); the id fills the digits. */
export const nanoseconds = (ms: number, id = 0n): bigint =>
	BigInt(Math.floor(ms)) * 1_000_000n + (id % 1_000_000n);

/** A row of `margin/user/order/list` (exmo-api/REST.md 6.12). */
export function marginOrderRow(order: MarginOrder): Record<string, unknown> {
	const { id, rules, side, quantity, leverage } = order;
	const price = order.price.isZero() ? order.triggerPrice : order.price;
	const sells = side === 'sell';
	return {
		order_id: String(id),
		client_id: String(order.clientId),
		comment: order.comment,
		created: String(nanoseconds(order.createdMs, id)),
		distance: text(order.distance),
		expire: order.expire,
		// The whole amount, on sells in the base currency (exmo-api/REST.md 6.12)
		funding_currency: sells ? rules.pair.base : rules.pair.quote,
		funding_quantity: text(sells ? quantity : floor8(price.times(quantity))),
		funding_rate: rules.fundingPercent,
		leverage: text(leverage),
		pair: rules.pair.name,
		previous_type: marginType(order.previousStyle, side),
		price: text(order.price),
		quantity: text(quantity),
		src: 1,
		stop_price: text(order.stopPrice),
		// Whether an order can be given them by the API is not known: "unused"
		take_profit: '0',
		stop_loss: '0',
		trigger_price: text(order.triggerPrice),
		type: marginType(order.style, side),
		updated: nanoseconds(order.updatedMs, id),
	};
}

/** A row of `margin/user/order/trades` (exmo-api/REST.md 6.14). */
export const marginTradeRow = (trade: MarginTrade): Record<string, unknown> => ({
	trade_id: String(trade.id),
	trade_dt: String(nanoseconds(trade.atMs, trade.id)),
	type: trade.side,
	order_id: String(trade.orderId),
	pair: trade.pair,
	quantity: text(trade.quantity),
	price: text(trade.price),
	is_maker: trade.isMaker,
});

/** A row of `margin/user/order/history` (exmo-api/REST.md 6.13). */
export function marginEventRow({ id, type, status, order, trade, atMs }: MarginEvent) {
	return {
		event_id: String(id),
		event_time: String(nanoseconds(atMs, id)),
		event_type: type,
		order_id: String(order.id),
		order_status: status,
		order_type: marginType(order.style, order.side),
		pair: order.rules.pair.name,
		price: text(order.price),
		quantity: text(order.quantity),
		stop_price: text(order.stopPrice),
		distance: text(order.distance),
		trade_id: String(trade?.id ?? 0n),
		trade_price: text(trade?.price ?? ZERO),
		trade_quantity: text(trade?.quantity ?? ZERO),
		trade_type: trade?.side ?? '',
	};
}

/** A row of `margin/user/position/list` at a price (exmo-api/REST.md 6.16). */
export function positionRow(position: Position, price: Money): Record<string, unknown> {
	const { id, rules, margin, quantity } = position;
	const pnl = quantity.isZero() ? ZERO : profit(position, price);
	const liquidation = liquidationPrice(position);
	const call = marginCallPrice(position);
	return {
		position_id: String(id),
		created: String(nanoseconds(position.createdMs, id)),
		pair: rules.pair.name,
		type: position.type,
		quantity: text(quantity),
		leverage: text(position.leverage),
		base_price: text(position.basePrice),
		break_even_price: text(breakEvenPrice(position)),
		liquidation_price: text(liquidation),
		margin_call_price: text(call),
		margin: text(margin),
		margin_currency: rules.pair.quote,
		margin_level: text(marginLevel(position, price)),
		funding_currency: rules.pair.quote,
		funding_quantity: text(borrowed(position)),
		funding_rate: rules.fundingPercent,
		funding_next_pay_dt: String(nanoseconds(position.fundingNextMs)),
		funding_next_pay_quantity: text(fundingFee(position)),
		take_profit: '0',
		stop_loss: '0',
		realized_pnl: text(position.realizedPnl),
		unrealized_pnl: text(pnl),
		pnl_currency: rules.pair.quote,
		roe: text(margin.isZero() ? ZERO : pnl.div(margin).times(100).toDecimalPlaces(2)),
		is_margin_call: isAtOrBeyond(position, price, call),
		need_liquidate: isAtOrBeyond(position, price, liquidation),
	};
}
