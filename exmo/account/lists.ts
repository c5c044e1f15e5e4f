/** The lists of the account's orders and trades, row by row as EXMO sends them. */
import { isSameCode } from '../market/codes';
import { ENDPOINTS } from '../api/endpoints';
import { ExmoError } from '../errors/errors';
import { orderIdOf, tradeIdOf } from '../api/ids';
import type { Call } from '../api/call';
import { readPages } from './pages';
import { entriesOf, rowsIn, type ByName, type Row } from '../api/rows';
import { pairSettings } from '../market/lists';
import {
	operationIdOf,
	operationsPage,
	OPERATIONS_PAGE,
	type OperationFilters,
} from './walletOperations';

/** An order's trades; EXMO's 50304, "not found", also stands for "none yet" (exmo-api/ERRORS.md 2). */
export async function tradesOfOrder(call: Call, orderId: string): Promise<Row[]> {
	const { trades } = await call(ENDPOINTS.orderTrades, { order_id: orderId }).catch(noneYet);
	return rowsIn(trades);
}

function noneYet(error: unknown): { trades?: undefined } {
	if (error instanceof ExmoError && error.details.code === '50304') return {};
	throw error;
}

/** Every open order and stop order, of one pair or all. */
export async function openOrders(call: Call, pair?: string): Promise<Row[]> {
	// A pair in mixed case may be spelled otherwise at EXMO: the rows are filtered here in any case
	const asked = pair === pair?.toUpperCase() ? pair : undefined;
	return entriesOf(await call(ENDPOINTS.userOpenOrders, { pair: asked }))
		.flatMap(([rowPair, rows]) => rowsIn(rows).map((row): Row => ({ pair: rowPair, ...row })))
		.filter((row) => pair === undefined || isSameCode(row.pair, pair));
}

/** The row of one order among the open ones. */
export const findOpen = async (call: Call, orderId: string): Promise<Row | undefined> =>
	(await openOrders(call)).find((row) => orderIdOf(row) === orderId);

/** One page of cancelled orders and stop orders. In which order they stand is not known (REST.md 3.8). */
export const cancelledPage = async (call: Call, limit: number, offset?: number): Promise<Row[]> =>
	rowsIn(await call(ENDPOINTS.userCancelledOrders, { limit, offset }));

/** Cancelled orders and stop orders, newest first; EXMO gives up to 10,000 at once (REST.md 3.8). */
export const cancelledOrders = (call: Call, pageSize = 1000): AsyncGenerator<Row, void> =>
	readPages({
		pageSize,
		idOf: orderIdOf,
		read: async (limit, offset) => await cancelledPage(call, limit, offset),
	});

/** EXMO's largest page of own trades (REST.md 3.7). */
export const OWN_TRADES_PAGE = 100;

/**
 * One page of own trades by pair, newest first. Whether the limit counts for each pair or for all
 * together is not known; a pair that EXMO does not know is left out (REST.md 3.7).
 */
export const ownTradesPage = async (
	call: Call,
	pairs: readonly string[],
	offset?: number,
	limit = OWN_TRADES_PAGE,
): Promise<ByName<readonly Row[]>> =>
	(await call(ENDPOINTS.userTrades, { pair: pairs.join(','), limit, offset })) ?? {};

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
	readonly concurrency?: number;
	/** Whether the pair is listed; asked for a pair that EXMO leaves out. Without it no pair is an error. */
	isListed?(): Promise<boolean>;
}

export interface WalletOperationsOptions extends OperationFilters {
	/** How many pages, after the first, are asked for at the same time. */
	readonly concurrency?: number;
	readonly pageSize?: number;
}

/** Whether EXMO lists the pair now. */
export const isListed = async (call: Call, pair: string): Promise<boolean> =>
	Object.hasOwn(await pairSettings(call), pair);

/**
 * Own trades of one pair, newest first. EXMO answers a pair without trades with an empty list, or
 * leaves it out as one that it does not know (REST.md 3.7): the list of pairs tells the two apart.
 * @throws ExmoError (notFound) for a pair that EXMO leaves out and does not list
 */
export const ownTrades = (
	call: Call,
	pair: string,
	{ concurrency = 1, isListed: isKnown }: OwnTradesOptions = {},
): AsyncGenerator<Row, void> =>
	readPages({
		pageSize: OWN_TRADES_PAGE,
		concurrency,
		idOf: tradeIdOf,
		read: async (limit, offset) => {
			const rows = (await ownTradesPage(call, [pair], offset, limit))[pair];
			if (rows) return rowsIn(rows);
			if (offset === 0 && isKnown && !(await isKnown())) throw unknownPair(pair);
			return [];
		},
	});

/** Deposits, withdrawals and what else moved money in or out, newest first (REST.md 4.5). */
export const walletOperations = (
	call: Call,
	{ concurrency = 1, pageSize = OPERATIONS_PAGE, ...filters }: WalletOperationsOptions = {},
): AsyncGenerator<Row, void> =>
	readPages({
		pageSize,
		concurrency,
		idOf: operationIdOf,
		read: async (limit, offset) => await operationsPage(call, { ...filters, limit, offset }),
	});
