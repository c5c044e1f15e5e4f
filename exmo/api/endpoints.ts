/**
 * Every endpoint of EXMO's API v1.1, once: what it needs, what it takes, and what sending it twice
 * would do. Source: exmo-api/REST.md 2-7.
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
	/** The parameters without which it does nothing; `nonce` aside. */
	readonly required: readonly string[];
	/** What else it takes. The signer signs no other parameter (exmo/api/authorization.ts says why). */
	readonly optional: readonly string[];
}

/** Where the API lives on each host: https://api.exmo.com/v1.1/ticker (REST.md 1.1). */
export const API_PATH = '/v1.1/';

const words = (text: string): string[] => (text === '' ? [] : text.split(' '));

const endpointWith =
	(method: Endpoint['method'], access: Access, repeat: Repeat) =>
	(path: string, required = '', optional = ''): Endpoint => ({
		...{ path, method, access, repeat },
		...{ required: words(required), optional: words(optional) },
	});

const open = endpointWith('GET', 'public', 'nothing');
const read = endpointWith('POST', 'read', 'nothing');
const trade = endpointWith('POST', 'trade', 'again');
const withdraw = endpointWith('POST', 'withdraw', 'again');

/** What margin orders have in common: `update` takes all of it, `create` needs the quantity. */
const MARGIN_TERMS = 'price stop_price distance expire comment';

/** Each: path, required parameters, optional ones. "Undocumented" marks names that are inferred (mark D). */
export const ENDPOINTS = {
	// Public market data (REST.md 2)
	trades: open('trades', 'pair'),
	orderBook: open('order_book', 'pair', 'limit'),
	ticker: open('ticker'),
	pairSettings: open('pair_settings'),
	currency: open('currency'),
	currencyListExtended: open('currency/list/extended'),
	requiredAmount: open('required_amount', 'pair quantity'),
	candlesHistory: open('candles_history', 'symbol resolution from to'),
	cryptoProviders: open('payments/providers/crypto/list'),

	// Spot account (REST.md 3)
	userInfo: read('user_info'),
	orderCreate: trade('order_create', 'pair quantity price type', 'client_id exec_type'),
	orderCancel: trade('order_cancel', 'order_id'),
	stopMarketOrderCreate: trade(
		'stop_market_order_create',
		'pair quantity trigger_price type',
		'client_id',
	),
	stopMarketOrderCancel: trade('stop_market_order_cancel', 'parent_order_id'),
	userOpenOrders: read('user_open_orders', '', 'pair limit offset'), // limit, offset: undocumented
	userTrades: read('user_trades', 'pair', 'limit offset'),
	userCancelledOrders: read('user_cancelled_orders', '', 'limit offset'),
	orderTrades: read('order_trades', 'order_id'),

	// Wallet (REST.md 4)
	depositAddress: read('deposit_address'),
	withdrawCrypt: withdraw('withdraw_crypt', 'amount currency address', 'invoice transport'),
	withdrawGetTxid: read('withdraw_get_txid', 'task_id'),
	walletHistory: read('wallet_history', '', 'date'),
	walletOperations: read('wallet_operations', '', 'limit offset currency provider type order_id'),

	// Gift codes (REST.md 5): a code is money that anyone can take, so making one counts as withdrawing
	excodeCreate: withdraw('excode_create', 'currency amount', 'login'),
	excodeLoad: trade('excode_load', 'code'),
	codeCheck: read('code_check', 'code'),

	// Margin (REST.md 6): all of them are signed, the market data too
	marginOrderCreate: trade(
		'margin/user/order/create',
		'pair type leverage quantity',
		`${MARGIN_TERMS} client_id`,
	),
	marginOrderUpdate: trade('margin/user/order/update', 'order_id', `quantity ${MARGIN_TERMS}`),
	marginOrderCancel: trade('margin/user/order/cancel', 'order_id'),
	marginPositionClose: trade('margin/user/position/close', 'position_id', 'quantity price'), // undocumented
	marginPositionMarginAdd: trade('margin/user/position/margin_add', 'position_id quantity'),
	marginPositionMarginRemove: trade('margin/user/position/margin_remove', 'position_id quantity'),
	marginCurrencyList: read('margin/currency/list'),
	marginPairList: read('margin/pair/list'),
	marginSettings: read('margin/settings'), // undocumented
	marginFundingList: read('margin/funding/list'), // undocumented
	marginUserInfo: read('margin/user/info'),
	marginOrderList: read('margin/user/order/list'),
	marginOrderHistory: read('margin/user/order/history', '', 'limit offset'),
	marginOrderTrades: read('margin/user/order/trades', 'order_id'),
	marginOrderMaxQuantity: read(
		'margin/user/order/max_quantity',
		'pair type leverage', // undocumented, and so is price
		'price order_id',
	),
	marginPositionList: read('margin/user/position/list'),
	marginPositionMarginRemoveInfo: read('margin/user/position/margin_remove_info', 'position_id'), // undocumented
	marginPositionMarginAddInfo: read('margin/user/position/margin_add_info', 'position_id'), // undocumented
	marginWalletList: read('margin/user/wallet/list'),
	marginWalletHistory: read('margin/user/wallet/history', '', 'limit offset'), // undocumented
	marginTradeList: read('margin/user/trade/list', '', 'pair limit offset'), // undocumented
	marginTrades: read('margin/trades', 'pair_name', 'limit offset'),
	marginLiquidationFeed: read('margin/liquidation/feed'), // undocumented
} as const satisfies Record<string, Endpoint>;

const byPath = new Map<string, Endpoint>(
	Object.values(ENDPOINTS).map((endpoint) => [endpoint.path, endpoint]),
);

/** The endpoint of a path below the API's base (a trailing slash is tolerated, as EXMO does), or undefined. */
export const findEndpoint = (path: string): Endpoint | undefined =>
	byPath.get(path.replace(/\/$/, ''));

/** Whether the endpoint has a parameter of this name. */
export const takes = ({ required, optional }: Endpoint, name: string): boolean =>
	required.includes(name) || optional.includes(name);
