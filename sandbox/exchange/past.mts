import type { Exchange } from './exchange.mts';
import type { MarginDesk } from './margin/desk.mts';
import type { Positions } from './margin/positions.mts';
import { ZERO } from './money.mts';
import type { Account, SpotOrder, StopOrder } from './accounts.mts';
import type { WalletDesk, WalletOperation } from './wallet.mts';

/** What a method reads. */
export interface Seen {
	exchange: Exchange;
	account: Account;
}

const account = ({ exchange, account: now }: Seen, atMs: number): Seen => ({
	exchange,
	account: accountAt(now, atMs),
});
const wallet = ({ exchange, account: now }: Seen, atMs: number): Seen => ({
	exchange: over(exchange, { wallet: walletAt(exchange.wallet, atMs) }),
	account: now,
});
const margin = ({ exchange, account: now }: Seen, atMs: number): Seen => ({
	exchange: over(exchange, { margin: marginAt(exchange.margin, atMs) }),
	account: now,
});

/** The lists that can lag behind, by path; all else shows what is. */
const LISTS: Readonly<Record<string, (now: Seen, atMs: number) => Seen>> = {
	user_open_orders: account,
	user_trades: account,
	user_cancelled_orders: account,
	order_trades: account,
	wallet_operations: wallet,
	wallet_history: wallet,
	'margin/user/order/list': margin,
	'margin/user/order/history': margin,
	'margin/user/position/list': margin,
	'margin/user/trade/list': margin,
};

export const canLag = (path: string): boolean => Object.hasOwn(LISTS, path);

/** What a method reads, as it was at an earlier moment: the same rows, without what came later. */
export const past = (path: string, now: Seen, atMs: number): Seen =>
	canLag(path) ? LISTS[path](now, atMs) : now;

/** The same object, but for some of its properties. */
const over = <T extends object>(object: T, changes: Partial<Record<keyof T, unknown>>): T =>
	Object.create(
		object,
		Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, { value }])),
	) as T;

/** An order that a written past has made ended as it began. */
const endedMs = (order: SpotOrder | StopOrder): number =>
	order.status === 'open' ? Infinity : (order.endedMs ?? order.createdMs);

function accountAt(now: Account, atMs: number): Account {
	const orders = [...now.orders.values()]
		.filter(({ createdMs }) => createdMs <= atMs)
		.map((order) => orderAt(order, atMs));
	const stops = [...now.stops.values()]
		.filter((order) => order.createdMs <= atMs)
		.map((order) => (endedMs(order) > atMs ? { ...order, status: 'open' as const } : order));
	return {
		...now,
		trades: new Map([...now.trades].map(([pair, all]) => [pair, until(atMs, all)])),
		orders: new Map(orders.map((order) => [order.id, order])),
		open: new Set(orders.filter(({ status }) => status === 'open')),
		stops: new Map(stops.map((order) => [order.id, order])),
		cancelled: now.cancelled.filter((order) => endedMs(order) <= atMs),
	};
}

function orderAt(order: SpotOrder, atMs: number): SpotOrder {
	const trades = until(atMs, order.trades);
	const filled = trades.reduce((sum, { quantity }) => sum.plus(quantity), ZERO);
	return {
		...order,
		trades,
		remaining: order.quantity.minus(filled),
		status: endedMs(order) > atMs ? 'open' : order.status,
	};
}

function walletAt(desk: WalletDesk, atMs: number): WalletDesk {
	return over(desk, {
		of: (owner: Account) => desk.of(owner).filter(({ createdMs }) => createdMs <= atMs),
		isPaid: ({ paidMs }: WalletOperation) => paidMs <= atMs,
	});
}

function marginAt(desk: MarginDesk, atMs: number): MarginDesk {
	const events = until(atMs, desk.events);
	const active = () =>
		[...new Map(events.map((event) => [event.order.id, event])).values()]
			.filter(({ status }) => status === 'active')
			.map(({ order }) => order);
	return over(desk, {
		events,
		trades: until(atMs, desk.trades),
		activeOrders: (owner: Account) => active().filter((order) => order.account === owner),
		positions: positionsAt(desk.positions, atMs),
	});
}

function positionsAt(positions: Positions, atMs: number): Positions {
	const states = until(atMs, positions.states).map(({ position }) => position);
	const latest = [...new Map(states.map((position) => [position.id, position])).values()];
	return over(positions, {
		of: (owner: Account) =>
			latest.filter((position) => position.account === owner && !position.quantity.isZero()),
	});
}

const until = <T extends { atMs: number }>(atMs: number, all: readonly T[]): T[] =>
	all.filter((one) => one.atMs <= atMs);
