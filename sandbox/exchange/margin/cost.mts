import { min, percentOf, type Money } from '../money.mts';
import type { MarginOrder } from './orders.mts';
import type { Position } from './position.mts';
import { marginFor, type Positions } from './positions.mts';
import { taking, type Top } from './triggers.mts';

/** How much of an order would not close a position but open one. */
export function opening(order: MarginOrder, positions: Positions): Money {
	const { account, rules, side, quantity } = order;
	const position = positions.find(account, rules.pair.name);
	const closes: Position['type'] = side === 'buy' ? 'short' : 'long';
	return position?.type === closes ? quantity.minus(min(quantity, position.quantity)) : quantity;
}

/** Margin and taker fee of what an order opens, at the worst price that it names. */
export function cost(order: MarginOrder, positions: Positions, top: Top): Money {
	const named = order.price.isZero() ? order.triggerPrice : order.price;
	const price = named.isZero() ? taking(order.side, top) : named;
	const opened = opening(order, positions);
	const fee = percentOf(order.rules.takerPercent, price.times(opened));
	return marginFor(price, opened, order.leverage).plus(fee);
}
