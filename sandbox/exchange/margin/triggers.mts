import { max, min, money, type Money } from '../money.mts';
import type { MarginOrder } from './orders.mts';

/** Best bid and ask of the spot market: margin trades at them, whatever the size. */
export interface Top {
	bid: Money;
	ask: Money;
}

export const topOf = ({ bid, ask }: { bid: string; ask: string }): Top => ({
	bid: money(bid),
	ask: money(ask),
});

export const middle = ({ bid, ask }: Top): Money => bid.plus(ask).div(2);

/** The price a market order of that side gets. */
export const taking = (side: MarginOrder['side'], top: Top): Money =>
	side === 'buy' ? top.ask : top.bid;

/** The price at which the order trades now as a limit order, if it does. */
export function limitFill(order: MarginOrder, top: Top): Money | undefined {
	const price = taking(order.side, top);
	const crosses = order.side === 'buy' ? price.lte(order.price) : price.gte(order.price);
	return crosses ? price : undefined;
}

/** Moves a trailing stop along behind the market. */
export function trail(order: MarginOrder, top: Top): void {
	const now = middle(top);
	order.triggerPrice =
		order.side === 'sell'
			? max(order.triggerPrice, now.minus(order.distance))
			: order.triggerPrice.isZero()
				? now.plus(order.distance)
				: min(order.triggerPrice, now.plus(order.distance));
}

/** Whether the market has reached the order's trigger: a buy from below, a sell from above. */
export function isTriggered({ side, triggerPrice }: MarginOrder, top: Top): boolean {
	const now = middle(top);
	return side === 'buy' ? now.gte(triggerPrice) : now.lte(triggerPrice);
}
