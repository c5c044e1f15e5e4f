/** Margin trading: what the lists of exmo-api/REST.md 6 say of pairs, orders and positions. */
import { tradeIdOf } from '../api/ids';
import { rowsIn, type ByName, type Row } from '../api/rows';
import { amountOf } from '../money/amounts';
import type { Decimal } from '../money/decimal';
import { ENDPOINTS } from '../api/endpoints';
import type { Call } from '../api/call';
import { readPages } from './pages';
import { readPairRules, type PairRules, type RuleNames } from '../market/pairs';

/** A margin pair's rules; no limits of price times quantity are known of them. */
export interface MarginPair extends PairRules {
	readonly maxLeverage: Decimal;
	/** Best prices as EXMO last noted them; how deep the margin book is, the API does not tell. */
	readonly bid: Decimal;
	readonly ask: Decimal;
}

const MARGIN_NAMES: RuleNames = {
	pricePrecision: 'max_price_precision',
	taker: 'trade_taker_fee',
	maker: 'trade_maker_fee',
	limits: (of) => (of === 'amount' ? undefined : [`min_order_${of}`, `max_order_${of}`]),
};

/** One row of `margin/pair/list` (REST.md 6.8). @throws ExmoError (network) when it cannot be read */
export const readMarginPair = (row: Row): MarginPair => ({
	...readPairRules(String(row.name), row, MARGIN_NAMES),
	maxLeverage: amountOf(row.max_leverage),
	bid: amountOf(row.buy_price),
	ask: amountOf(row.sell_price),
});

export const marginPairRows = async (call: Call): Promise<Row[]> =>
	rowsIn((await call(ENDPOINTS.marginPairList)).pairs);

export const openMarginOrders = async (call: Call): Promise<Row[]> =>
	rowsIn((await call(ENDPOINTS.marginOrderList)).orders);

export const marginPositions = async (call: Call): Promise<Row[]> =>
	rowsIn((await call(ENDPOINTS.marginPositionList)).positions);

/** By currency (REST.md 6.19). */
export const marginWallets = async (call: Call): Promise<ByName<Row>> =>
	(await call(ENDPOINTS.marginWalletList)).wallets ?? {};

/** A page of `margin/user/order/history`; its largest size is not known (REST.md 6.13). */
export const marginOrderEvents = async (call: Call, limit: number, offset = 0): Promise<Row[]> =>
	rowsIn((await call(ENDPOINTS.marginOrderHistory, { limit, offset })).items);

/** Our choice: EXMO's largest page is not known (REST.md 6.13). */
const EVENTS_PAGE = 100;

/** What happened to the margin orders, newest first. @param wanted how many are needed: none more are asked for */
export const marginOrderHistory = (call: Call, wanted: number): AsyncGenerator<Row, void> =>
	readPages({
		pageSize: Math.min(EVENTS_PAGE, wanted),
		surePage: 1,
		idOf: (row) => String(row.event_id),
		read: async (limit, offset) => await marginOrderEvents(call, limit, offset),
	});

/** The trades of one margin order (REST.md 6.14). */
export const marginTradesOfOrder = async (call: Call, orderId: string): Promise<Row[]> =>
	rowsIn((await call(ENDPOINTS.marginOrderTrades, { order_id: orderId })).trades);

/** What CCXT asks for; EXMO's largest page is not known (REST.md 6.22). */
const TRADES_PAGE = 100;

/** Margin trades of anybody, newest first. @param wanted how many are needed: none more are asked for */
export const marginTrades = (call: Call, pair: string, wanted: number): AsyncGenerator<Row, void> =>
	readPages({
		pageSize: Math.min(TRADES_PAGE, wanted),
		surePage: 1,
		idOf: tradeIdOf,
		read: async (limit, offset) => {
			const params = { pair_name: pair, limit, offset }; // not `pair`, as everywhere else
			return rowsIn((await call(ENDPOINTS.marginTrades, params)).trades?.[pair]);
		},
	});

/** Unix seconds of a time in nanoseconds (REST.md 1.8). */
export function secondsOfNanoseconds(nanoseconds: unknown): number {
	const text = String(nanoseconds ?? '');
	return /^\d+$/.test(text) ? Number(BigInt(text) / 1_000_000_000n) : 0;
}

/** The five kinds of order, each with `_buy` or `_sell` on the wire (REST.md 6.1). */
export const MARGIN_ORDER_TYPES = {
	limit: 'limit',
	market: 'market',
	stop: 'stop',
	stopLimit: 'stop_limit',
	trailingStop: 'trailing_stop',
} as const;

export type MarginOrderType = keyof typeof MARGIN_ORDER_TYPES;
