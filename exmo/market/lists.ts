/** EXMO's public lists: each is read here and nowhere else. */
import type { Call } from '../api/call';
import { ENDPOINTS } from '../api/endpoints';
import { rowsIn, type ByName, type Row } from '../api/rows';
import { readNetworks, type Network } from './networks';

/** exmo-api/REST.md 2.2 */
export const MAX_BOOK_LEVELS = 1000;

/** Prices of every pair (REST.md 2.3). */
export const tickers = async (call: Call): Promise<ByName<Row>> => await call(ENDPOINTS.ticker);

/** Every listed pair with its rules (REST.md 2.4). */
export const pairSettings = async (call: Call): Promise<ByName<Row>> =>
	await call(ENDPOINTS.pairSettings);

/** The latest trades of anybody, newest first; a pair without trades may be missing (REST.md 2.1). */
export const publicTrades = async (
	call: Call,
	pairs: readonly string[],
): Promise<ByName<readonly Row[]>> => await call(ENDPOINTS.trades, { pair: pairs.join(',') });

/** The order book of a pair. @param limit levels of each side, up to `MAX_BOOK_LEVELS` */
export const orderBooks = async (call: Call, pair: string, limit: number): Promise<ByName<Row>> =>
	await call(ENDPOINTS.orderBook, { pair, limit });

/** The codes of every currency that EXMO knows (REST.md 2.5). */
export const currencyCodes = async (call: Call): Promise<string[]> =>
	(await call(ENDPOINTS.currency)).map(String);

/** The same with their names, as rows of `name` and `description`. */
export const currencyRows = async (call: Call): Promise<Row[]> =>
	rowsIn(await call(ENDPOINTS.currencyListExtended));

/** Every network by which a currency comes in or goes out (REST.md 2.9). */
export const networks = async (call: Call): Promise<Network[]> =>
	readNetworks(await call(ENDPOINTS.cryptoProviders));
