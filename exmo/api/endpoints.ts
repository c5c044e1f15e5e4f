/**
 * Every endpoint of EXMO's API v1.1, once: what it needs, what it takes, and what sending it twice
 * would do. Source: exmo-api/REST.md 2-7.
 */

import type { ReplyOf } from './forms';

/** The permission an endpoint needs in the credential; `public` needs no key at all. */
export type Access = 'public' | 'read' | 'trade' | 'withdraw';

/**
 * What a write does:
 * `order` - it places one, with a client order ID by which the exchange shows it;
 * `cancellation` - it names an order and says what that is to be: a repeat changes nothing more;
 * `transfer` - it has no ID: a repeat moves money or margin once more.
 */
export type WriteKind = 'order' | 'cancellation' | 'transfer';

interface Method {
	/** The path below the API's base, e.g. `margin/user/order/create`. */
	readonly path: string;
	/** The parameters without which it does nothing; `nonce` aside. */
	readonly required: readonly string[];
	/** What else it takes. The signer signs no other parameter (exmo/api/authorization.ts says why). */
	readonly optional: readonly string[];
}

/** It changes nothing: it may be sent, and sent again. */
export interface ReadEndpoint<Reply = unknown> extends Method {
	readonly access: 'public' | 'read';
	/** Only a type: what EXMO answers, without its envelope. No endpoint has such a property. */
	readonly reply?: Reply;
}

/**
 * It may have an effect: what is sent twice can act twice. A `Call` does not take it; only
 * nodes/shared/exchange/writer.ts sends it (test/unit/types/writes.types.mts shows that the compiler sees to that).
 */
export interface WriteEndpoint extends Method {
	readonly access: 'trade' | 'withdraw';
	readonly writes: WriteKind;
}

export type Endpoint = ReadEndpoint | WriteEndpoint;

export const isWrite = (endpoint: Endpoint): endpoint is WriteEndpoint => 'writes' in endpoint;

/** Public methods are asked by GET, all others by POST (REST.md 1.1). */
export const methodOf = ({ access }: Endpoint): 'GET' | 'POST' =>
	access === 'public' ? 'GET' : 'POST';

/** Where the API lives on each host: https://api.exmo.com/v1.1/ticker (REST.md 1.1). */
export const API_PATH = '/v1.1/';

const words = (text: string): string[] => (text === '' ? [] : text.split(' '));

const read =
	(access: ReadEndpoint['access']) =>
	<Path extends string>(path: Path, required = '', optional = ''): ReadEndpoint<ReplyOf<Path>> => ({
		...{ path, access, required: words(required), optional: words(optional) },
	});

const write =
	(access: WriteEndpoint['access']) =>
	(writes: WriteKind, path: string, required = '', optional = ''): WriteEndpoint => ({
		...{ path, access, writes, required: words(required), optional: words(optional) },
	});

const open = read('public');
const signed = read('read');
const trade = write('trade');
const withdraw = write('withdraw');

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
	userInfo: signed('user_info'),
	orderCreate: trade('order', 'order_create', 'pair quantity price type', 'client_id exec_type'),
	orderCancel: trade('cancellation', 'order_cancel', 'order_id'),
	stopMarketOrderCreate: trade(
		'order',
		'stop_market_order_create',
		'pair quantity trigger_price type',
		'client_id',
	),
	stopMarketOrderCancel: trade('cancellation', 'stop_market_order_cancel', 'parent_order_id'),
	userOpenOrders: signed('user_open_orders', '', 'pair limit offset'), // limit, offset: undocumented
	userTrades: signed('user_trades', 'pair', 'limit offset'),
	userCancelledOrders: signed('user_cancelled_orders', '', 'limit offset'),
	orderTrades: signed('order_trades', 'order_id'),

	// Wallet (REST.md 4)
	depositAddress: signed('deposit_address'),
	withdrawCrypt: withdraw(
		'transfer',
		'withdraw_crypt',
		'amount currency address',
		'invoice transport',
	),
	withdrawGetTxid: signed('withdraw_get_txid', 'task_id'),
	walletHistory: signed('wallet_history', '', 'date'),
	walletOperations: signed('wallet_operations', '', 'limit offset currency provider type order_id'),

	// Gift codes (REST.md 5): a code is money that anyone can take, so making one counts as withdrawing
	excodeCreate: withdraw('transfer', 'excode_create', 'currency amount', 'login'),
	excodeLoad: trade('transfer', 'excode_load', 'code'),
	codeCheck: signed('code_check', 'code'),

	// Margin (REST.md 6): all of them are signed, the market data too
	marginOrderCreate: trade(
		'order',
		'margin/user/order/create',
		'pair type leverage quantity',
		`${MARGIN_TERMS} client_id`,
	),
	marginOrderUpdate: trade(
		'cancellation',
		'margin/user/order/update',
		'order_id',
		`quantity ${MARGIN_TERMS}`,
	),
	marginOrderCancel: trade('cancellation', 'margin/user/order/cancel', 'order_id'),
	marginPositionClose: trade(
		'transfer',
		'margin/user/position/close',
		'position_id',
		'quantity price',
	), // undocumented
	marginPositionMarginAdd: trade(
		'transfer',
		'margin/user/position/margin_add',
		'position_id quantity',
	),
	marginPositionMarginRemove: trade(
		'transfer',
		'margin/user/position/margin_remove',
		'position_id quantity',
	),
	marginCurrencyList: signed('margin/currency/list'),
	marginPairList: signed('margin/pair/list'),
	marginSettings: signed('margin/settings'), // undocumented
	marginFundingList: signed('margin/funding/list'), // undocumented
	marginUserInfo: signed('margin/user/info'),
	marginOrderList: signed('margin/user/order/list'),
	marginOrderHistory: signed('margin/user/order/history', '', 'limit offset'),
	marginOrderTrades: signed('margin/user/order/trades', 'order_id'),
	marginOrderMaxQuantity: signed(
		'margin/user/order/max_quantity',
		'pair type leverage', // undocumented, and so is price
		'price order_id',
	),
	marginPositionList: signed('margin/user/position/list'),
	marginPositionMarginRemoveInfo: signed('margin/user/position/margin_remove_info', 'position_id'), // undocumented
	marginPositionMarginAddInfo: signed('margin/user/position/margin_add_info', 'position_id'), // undocumented
	marginWalletList: signed('margin/user/wallet/list'),
	marginWalletHistory: signed('margin/user/wallet/history', '', 'limit offset'), // undocumented
	marginTradeList: signed('margin/user/trade/list', '', 'pair limit offset'), // undocumented
	marginTrades: signed('margin/trades', 'pair_name', 'limit offset'),
	marginLiquidationFeed: signed('margin/liquidation/feed'), // undocumented
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
