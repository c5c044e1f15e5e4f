/** The lists of the account's orders and trades, row by row as EXMO sends them. */
import { isSameCode } from '../market/codes';
import { ENDPOINTS } from '../api/endpoints';
import { ExmoError } from '../errors/errors';
import { orderIdOf } from '../api/ids';
import type { Call } from '../api/call';
import { readPages } from './pages';
import type { Row } from '../api/rows';
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
	// A pair in mixed case may be spelled otherwise at EXMO: the rows are filtered here in any case
	const asked = pair === pair?.toUpperCase() ? pair : undefined;
	const reply = (await call(ENDPOINTS.userOpenOrders, { pair: asked })) ?? {};
	return Object.entries(reply as Record<string, Row[]>)
		.flatMap(([rowPair, rows]) => rows.map((row) => ({ pair: rowPair, ...row })))
		.filter((row) => pair === undefined || isSameCode(row.pair, pair));
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
		advice: 'It left the pair out of its answer.',
		kind: 'notFound',
		effect: 'none',
		reason: 'unlistedPair',
	});

export interface OwnTradesOptions {
	/** How many pages, after the first, are asked for at the same time. */
	readonly atOnce?: number;
	/** Whether the pair is listed; asked for a pair that EXMO leaves out. Left out itself: nobody minds. */
	isListed?(): Promise<boolean>;
}

/** Whether EXMO lists the pair now. */
export const isListed = async (call: Call, pair: string): Promise<boolean> =>
	Object.hasOwn((await call(ENDPOINTS.pairSettings)) as object, pair);

/**
 * Own trades of one pair, newest first. EXMO answers a pair without trades with an empty list, or
 * leaves it out as one that it does not know (REST.md 3.7): the list of pairs tells the two apart.
 * @throws ExmoError (notFound) for a pair that EXMO leaves out and does not list
 */
export const ownTrades = (
	call: Call,
	pair: string,
	{ atOnce = 1, isListed: isKnown }: OwnTradesOptions = {},
): AsyncGenerator<Row, void> =>
	readPages({
		pageSize: 100,
		atOnce,
		idOf: (row) => String(row.trade_id),
		read: async (limit, offset) => {
			const reply = (await call(ENDPOINTS.userTrades, { pair, limit, offset })) as
				| Record<string, Row[]>
				| undefined;
			if (reply?.[pair]) return reply[pair];
			if (offset === 0 && isKnown && !(await isKnown())) throw unknownPair(pair);
			return [];
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
