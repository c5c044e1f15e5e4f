import type { Exchange } from '../exchange/exchange.mts';
import { marginType } from '../exchange/margin/orders.mts';
import { text, ZERO } from '../exchange/money.mts';

/**
 * What really happened: everything that moves money and was accepted, each in the order in which
 * it came. Ids are texts.
 */
export function truth(exchange: Exchange): Record<string, unknown> {
	return {
		orders: acceptedOrders(exchange),
		marginOrders: marginOrders(exchange),
		marginChanges: marginChanges(exchange),
		withdrawals: outgoing(exchange, (excode) => excode === ''),
		giftCodes: outgoing(exchange, (excode) => excode !== ''),
	};
}

function acceptedOrders({ core }: Exchange) {
	return core.accepted.map((order) => ({
		kind: order.kind,
		id: String(order.id),
		clientId: String(order.clientId),
		account: order.account.name,
		pair: order.pair,
		type: order.kind === 'spot' ? order.type : `stop_market_${order.side}`,
		quantity: text(order.quantity),
		price: text(order.kind === 'spot' ? order.price : order.triggerPrice),
		filled: text(order.kind === 'spot' ? order.quantity.minus(order.remaining) : ZERO),
		status: order.status,
		createdMs: order.createdMs,
	}));
}

function marginOrders({ margin }: Exchange) {
	return margin.accepted.map((order) => ({
		id: String(order.id),
		clientId: String(order.clientId),
		account: order.account.name,
		pair: order.rules.pair.name,
		type: marginType(order.style, order.side),
		quantity: text(order.quantity),
		status: order.status,
		createdMs: order.createdMs,
	}));
}

function marginChanges({ margin }: Exchange) {
	return margin.positions.changes.map(({ id, position, type, amount, atMs }) => ({
		id: String(id),
		account: position.account.name,
		positionId: String(position.id),
		type,
		amount: text(amount),
		createdMs: atMs,
	}));
}

function outgoing({ accounts, wallet }: Exchange, isWanted: (excode: string) => boolean) {
	return accounts
		.flatMap((account) => wallet.of(account))
		.filter(
			({ type, excode, isWritten = false }) =>
				type === 'withdraw' && isWanted(excode) && !isWritten,
		)
		.toSorted((a, b) => (a.id < b.id ? -1 : 1))
		.map((operation) => ({
			taskId: String(operation.taskId),
			account: operation.account.name,
			currency: operation.currency,
			amount: text(operation.amount),
			address: operation.address,
			createdMs: operation.createdMs,
		}));
}

/** What each account holds: free and reserved, spot and margin. */
export function holdings(exchange: Exchange): Record<string, unknown>[] {
	const { ledger } = exchange.core;
	const wallet = (holder: string) =>
		Object.fromEntries(
			exchange
				.currenciesOf(holder)
				.map((name) => [name, ledger.free(holder, name), ledger.reserved(holder, name)] as const)
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
