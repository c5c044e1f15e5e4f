/** Margin trading: what the lists of exmo-api/REST.md 6 say of pairs, orders and positions. */
import type { Row } from '../api/rows';
import { amountOf } from '../money/amounts';
import type { Decimal } from '../money/decimal';
import { ENDPOINTS } from '../api/endpoints';
import type { Call } from '../api/call';
import { readPairRules, type PairRules, type RuleNames } from '../market/pairs';

/** A margin pair's rules; no limits of price times quantity are known of them. */
export interface MarginPair extends PairRules {
	readonly maxLeverage: Decimal;
	/** Best prices as EXMO last noted them; how deep the margin book is, the API does not tell. */
	readonly bid: Decimal;
	readonly ask: Decimal;
}

const rowsIn = (reply: unknown, name: string): Row[] => {
	const rows = (reply as Row | undefined)?.[name];
	return Array.isArray(rows) ? (rows as Row[]) : [];
};

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
	rowsIn(await call(ENDPOINTS.marginPairList), 'pairs');

export const openMarginOrders = async (call: Call): Promise<Row[]> =>
	rowsIn(await call(ENDPOINTS.marginOrderList), 'orders');

export const marginPositions = async (call: Call): Promise<Row[]> =>
	rowsIn(await call(ENDPOINTS.marginPositionList), 'positions');

/** A page of `margin/user/order/history`; its largest size is not known (REST.md 6.13). */
export const marginOrderEvents = async (call: Call, limit: number, offset = 0): Promise<Row[]> =>
	rowsIn(await call(ENDPOINTS.marginOrderHistory, { limit, offset }), 'items');

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
