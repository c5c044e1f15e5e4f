import type { Exchange } from '../exchange/exchange.mts';
import { text } from '../exchange/money.mts';

/** Every order the exchange ever accepted, in the order in which it did. Ids are texts. */
export function acceptedOrders(exchange: Exchange): Record<string, unknown>[] {
	return exchange.core.accepted.map((order) => ({
		kind: order.kind,
		id: String(order.id),
		clientId: String(order.clientId),
		account: order.account.name,
		pair: order.pair,
		type: order.kind === 'spot' ? order.type : `stop_market_${order.side}`,
		quantity: text(order.quantity),
		price: text(order.kind === 'spot' ? order.price : order.triggerPrice),
		filled: text(
			order.kind === 'spot' ? order.quantity.minus(order.remaining) : order.reserved.times(0),
		),
		status: order.status,
		createdMs: order.createdMs,
	}));
}

/** What each account holds: free and reserved, spot and margin. */
export function holdings(exchange: Exchange): Record<string, unknown>[] {
	const { ledger, market } = exchange.core;
	const wallet = (holder: string) =>
		Object.fromEntries(
			market.currencies
				.map(
					({ name }) => [name, ledger.free(holder, name), ledger.reserved(holder, name)] as const,
				)
				.filter(([, free, reserved]) => !free.isZero() || !reserved.isZero())
				.map(([name, free, reserved]) => [name, { free: text(free), reserved: text(reserved) }]),
		);
	return exchange.accounts.map(({ name, uid, spot, margin }) => ({
		name,
		uid,
		spot: wallet(spot),
		margin: wallet(margin),
	}));
}
