/** What kind of order a row is, in the words of this package: one reader for spot, margin and stream. */

export interface OrderKind {
	/** limit, market, marketTotal, stopMarket; on margin also stop, stopLimit, trailingStop; "" for none. */
	readonly orderType: string;
	/** buy or sell; "" when EXMO's type does not tell. */
	readonly side: string;
}

const camelCase = (words: string): string =>
	words.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/**
 * EXMO's `type` (exmo-api/REST.md 3.2, 3.4, 3.6, 6.1): `buy`, `market_sell`, `market_buy_total`,
 * `stop_market_sell`, `limit_buy`, `stop_limit_sell`. A type that is not known keeps EXMO's words.
 */
export function readOrderType(type: unknown): OrderKind {
	const text = String(type ?? '');
	const [, kind, side, total] = /^(?:(.+)_)?(buy|sell)(_total)?$/.exec(text) ?? [];
	if (side === undefined) return { orderType: camelCase(text), side: '' };
	return { orderType: camelCase(kind ?? 'limit') + (total ? 'Total' : ''), side };
}
