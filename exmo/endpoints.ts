/**
 * Every endpoint of EXMO's API v1.1, once: what it needs, and what sending it twice would do.
 * Source: exmo-api/REST.md 2-7.
 */

/** The permission an endpoint needs in the credential; `public` needs no key at all. */
export type Access = 'public' | 'read' | 'trade' | 'withdraw';

/**
 * What a repeat of a request would do whose first answer was lost:
 * `nothing` - it only reads; `again` - it could act a second time, so it is never repeated.
 */
export type Repeat = 'nothing' | 'again';

export interface Endpoint {
	/** The path below the API's base, e.g. `margin/user/order/create`. */
	readonly path: string;
	readonly method: 'GET' | 'POST';
	readonly access: Access;
	readonly repeat: Repeat;
}

/** Where the API lives on each host: https://api.exmo.com/v1.1/ticker (REST.md 1.1). */
export const API_PATH = '/v1.1/';

const open = (path: string): Endpoint => ({
	path,
	method: 'GET',
	access: 'public',
	repeat: 'nothing',
});
const read = (path: string): Endpoint => ({
	path,
	method: 'POST',
	access: 'read',
	repeat: 'nothing',
});
const trade = (path: string): Endpoint => ({
	path,
	method: 'POST',
	access: 'trade',
	repeat: 'again',
});
const withdraw = (path: string): Endpoint => ({
	path,
	method: 'POST',
	access: 'withdraw',
	repeat: 'again',
});

export const ENDPOINTS = {
	// Public market data (REST.md 2)
	trades: open('trades'),
	orderBook: open('order_book'),
	ticker: open('ticker'),
	pairSettings: open('pair_settings'),
	currency: open('currency'),
	currencyListExtended: open('currency/list/extended'),
	requiredAmount: open('required_amount'),
	candlesHistory: open('candles_history'),
	cryptoProviders: open('payments/providers/crypto/list'),

	// Spot account (REST.md 3)
	userInfo: read('user_info'),
	orderCreate: trade('order_create'),
	orderCancel: trade('order_cancel'),
	stopMarketOrderCreate: trade('stop_market_order_create'),
	stopMarketOrderCancel: trade('stop_market_order_cancel'),
	userOpenOrders: read('user_open_orders'),
	userTrades: read('user_trades'),
	userCancelledOrders: read('user_cancelled_orders'),
	orderTrades: read('order_trades'),

	// Wallet (REST.md 4)
	depositAddress: read('deposit_address'),
	withdrawCrypt: withdraw('withdraw_crypt'),
	withdrawGetTxid: read('withdraw_get_txid'),
	walletHistory: read('wallet_history'),
	walletOperations: read('wallet_operations'),

	// Gift codes (REST.md 5): a code is money that anyone can take, so making one counts as withdrawing
	excodeCreate: withdraw('excode_create'),
	excodeLoad: trade('excode_load'),
	codeCheck: read('code_check'),

	// Margin (REST.md 6): all of them are signed, the market data too
	marginOrderCreate: trade('margin/user/order/create'),
	marginOrderUpdate: trade('margin/user/order/update'),
	marginOrderCancel: trade('margin/user/order/cancel'),
	marginPositionClose: trade('margin/user/position/close'),
	marginPositionMarginAdd: trade('margin/user/position/margin_add'),
	marginPositionMarginRemove: trade('margin/user/position/margin_remove'),
	marginCurrencyList: read('margin/currency/list'),
	marginPairList: read('margin/pair/list'),
	marginSettings: read('margin/settings'),
	marginFundingList: read('margin/funding/list'),
	marginUserInfo: read('margin/user/info'),
	marginOrderList: read('margin/user/order/list'),
	marginOrderHistory: read('margin/user/order/history'),
	marginOrderTrades: read('margin/user/order/trades'),
	marginOrderMaxQuantity: read('margin/user/order/max_quantity'),
	marginPositionList: read('margin/user/position/list'),
	marginPositionMarginRemoveInfo: read('margin/user/position/margin_remove_info'),
	marginPositionMarginAddInfo: read('margin/user/position/margin_add_info'),
	marginWalletList: read('margin/user/wallet/list'),
	marginWalletHistory: read('margin/user/wallet/history'),
	marginTradeList: read('margin/user/trade/list'),
	marginTrades: read('margin/trades'),
	marginLiquidationFeed: read('margin/liquidation/feed'),
} as const satisfies Record<string, Endpoint>;

const byPath = new Map<string, Endpoint>(
	Object.values(ENDPOINTS).map((endpoint) => [endpoint.path, endpoint]),
);

/** The endpoint of a path below the API's base (a trailing slash is tolerated, as EXMO does), or undefined. */
export const findEndpoint = (path: string): Endpoint | undefined =>
	byPath.get(path.replace(/\/$/, ''));
