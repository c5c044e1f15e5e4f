/**
 * What became of an order. EXMO has no call for that (exmo-api/REST.md 1.1): open orders, the order's
 * trades and cancelled orders together tell.
 */
import { amountOf } from '../money/amounts';
import { add, divide, isZero, ZERO, type Decimal } from '../money/decimal';
import { orderIdOf } from '../api/ids';
import type { Call } from '../api/call';
import { cancelledOrders, findOpen, isListed, openOrders, ownTrades, tradesOfOrder } from './lists';
import type { Row } from '../api/rows';
import { QUANTITY_DECIMALS } from '../market/pairs';
import type { OrderStatus } from './orderStatus';

export interface OrderState {
	readonly status: OrderStatus;
	/** Its row among the open or cancelled orders; a filled order has none. */
	readonly row?: Row;
	readonly trades: readonly Row[];
	/** Base currency. */
	readonly filledQuantity: Decimal;
	/** Quote currency, before fees. */
	readonly filledAmount: Decimal;
	/** Base currency: what is, or was when it was cancelled, still unfilled. */
	readonly remainingQuantity: Decimal;
	/** Undefined while nothing is filled. */
	readonly averagePrice?: Decimal;
	/** By currency. Old trades come without their fee. */
	readonly fees: ReadonlyMap<string, Decimal>;
}

const sum = (rows: readonly Row[], field: string): Decimal =>
	rows.reduce((total, row) => add(total, amountOf(row[field])), ZERO);

function feesOf(trades: readonly Row[]): Map<string, Decimal> {
	const fees = new Map<string, Decimal>();
	for (const { commission_currency: currency, commission_amount: amount } of trades) {
		if (!currency) continue;
		fees.set(String(currency), add(fees.get(String(currency)) ?? ZERO, amountOf(amount)));
	}
	return fees;
}

/** The state that an order's trades and its row, if it is open or cancelled, make together. */
export function orderState(trades: readonly Row[], open?: Row, cancelled?: Row): OrderState {
	const filledQuantity = sum(trades, 'quantity');
	const filledAmount = sum(trades, 'amount');
	const row = open ?? cancelled;
	return {
		status: open
			? isZero(filledQuantity)
				? 'open'
				: 'partiallyFilled'
			: cancelled
				? 'cancelled'
				: 'filled',
		row,
		trades,
		filledQuantity,
		filledAmount,
		remainingQuantity: amountOf(row?.quantity),
		averagePrice: isZero(filledQuantity)
			? undefined
			: divide(filledAmount, filledQuantity, QUANTITY_DECIMALS, 'half'),
		fees: feesOf(trades),
	};
}

async function firstMatch(
	rows: AsyncIterable<Row>,
	matches: (row: Row) => boolean,
): Promise<Row | undefined> {
	for await (const row of rows) if (matches(row)) return row;
	return undefined;
}

/** An order that is being filled right now is read so often, until two readings agree. */
const MAX_READS = 4;

/**
 * What became of an order or stop order; undefined when EXMO shows it nowhere. A stop order that has
 * fired goes on as another order, which its trades name.
 */
export async function readOrder(call: Call, orderId: string): Promise<OrderState | undefined> {
	let open = await findOpen(call, orderId);
	for (let read = 1; open; read++) {
		const trades = await tradesOfOrder(call, orderId);
		const again = await findOpen(call, orderId);
		const agree = again?.quantity === open.quantity;
		if (again && (agree || read === MAX_READS)) return orderState(trades, again);
		open = again;
	}
	const trades = await tradesOfOrder(call, orderId);
	const cancelled = await firstMatch(cancelledOrders(call), (row) => orderIdOf(row) === orderId);
	if (!cancelled && trades.length === 0) return undefined;
	return orderState(trades, undefined, cancelled);
}

/**
 * The ID of the order with this client order ID: an open one, or else the newest that was traded or
 * cancelled. EXMO allows several with one ID (uniqueness is not documented).
 */
export async function findByClientOrderId(
	call: Call,
	pair: string,
	clientOrderId: string,
): Promise<string | undefined> {
	const matches = (row: Row): boolean =>
		String(row.client_id) === clientOrderId && row.pair === pair;
	const trades = { isListed: async () => await isListed(call, pair) };
	const row =
		(await openOrders(call, pair)).find(matches) ??
		(await firstMatch(ownTrades(call, pair, trades), matches)) ??
		(await firstMatch(cancelledOrders(call), matches));
	return row && orderIdOf(row);
}
