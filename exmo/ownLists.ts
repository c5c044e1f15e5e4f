/** The lists of the account's orders and trades, row by row as EXMO sends them. */
import { ENDPOINTS } from './endpoints';
import { ExmoError } from './errors';
import { orderIdOf, type Call } from './orders';
import { readPages, type Row } from './pages';
import { operationRows, OPERATIONS_PAGE } from './walletOperations';

/** An order's trades; EXMO's 50304, "not found", also stands for "none yet" (exmo-api/ERRORS.md 2). */
export async function tradesOfOrder(call: Call, orderId: string): Promise<Row[]> {
	const reply = await call(ENDPOINTS.orderTrades, { order_id: orderId }).catch(noneYet);
	const { trades } = reply as Row;
	return Array.isArray(trades) ? (trades as Row[]) : [];
}

function noneYet(error: unknown): Row {
	if (error instanceof ExmoError && error.details.code === '50304') return {};
	throw error;
}

/** Every open order and stop order, of one pair or all. */
export async function openOrders(call: Call, pair?: string): Promise<Row[]> {
	const reply = (await call(ENDPOINTS.userOpenOrders, { pair })) ?? {};
	return Object.entries(reply as Record<string, Row[]>)
		.flatMap(([rowPair, rows]) => rows.map((row) => ({ pair: rowPair, ...row })))
		.filter((row) => pair === undefined || row.pair === pair);
}

/** The row of one order among the open ones. */
export const findOpen = async (call: Call, orderId: string): Promise<Row | undefined> =>
	(await openOrders(call)).find((row) => orderIdOf(row) === orderId);

/** Cancelled orders and stop orders, newest first; EXMO gives up to 10,000 at once (REST.md 3.8). */
export const cancelledOrders = (call: Call, pageSize = 1000): AsyncGenerator<Row, void> =>
	readPages({
		pageSize,
		idOf: orderIdOf,
		read: async (limit, offset) => {
			const reply = await call(ENDPOINTS.userCancelledOrders, { limit, offset });
			return Array.isArray(reply) ? (reply as Row[]) : [];
		},
	});

const unknownPair = (pair: string): ExmoError =>
	new ExmoError({
		title: `EXMO does not know the pair ${pair}`,
		description: 'It left the pair out of its answer. Market: Get Many Pairs shows what is listed.',
		kind: 'notFound',
	});

/**
 * Own trades of one pair, newest first (REST.md 3.7).
 * @throws ExmoError (notFound) for a pair that EXMO leaves out; one without trades is an empty list
 */
export const ownTrades = (call: Call, pair: string, atOnce = 1): AsyncGenerator<Row, void> =>
	readPages({
		pageSize: 100,
		atOnce,
		idOf: (row) => String(row.trade_id),
		read: async (limit, offset) => {
			const reply = (await call(ENDPOINTS.userTrades, { pair, limit, offset })) as
				| Record<string, Row[]>
				| undefined;
			if (reply?.[pair]) return reply[pair];
			throw unknownPair(pair);
		},
	});

/** Deposits, withdrawals and what else moved money in or out, newest first (REST.md 4.5). */
export const walletOperations = (call: Call, atOnce = 1): AsyncGenerator<Row, void> =>
	readPages({
		pageSize: OPERATIONS_PAGE,
		atOnce,
		idOf: (row) => String(row.operation_id),
		read: async (limit, offset) =>
			operationRows(await call(ENDPOINTS.walletOperations, { limit, offset })),
	});
