import {
	ENDPOINTS,
	findEndpoint,
	isWrite,
	methodOf,
	takes,
	type Access,
	type Endpoint,
} from '../../../../exmo/api/endpoints.ts';

const all: readonly Endpoint[] = Object.values(ENDPOINTS);

/** Every method of exmo-api/REST.md 7, by what a credential must permit for it. */
const PATHS: Record<Access, string[]> = {
	public: [
		...['trades', 'order_book', 'ticker', 'pair_settings', 'currency', 'currency/list/extended'],
		...['required_amount', 'candles_history', 'payments/providers/crypto/list'],
	],
	read: [
		...['user_info', 'user_open_orders', 'user_trades', 'user_cancelled_orders', 'order_trades'],
		...[
			'deposit_address',
			'withdraw_get_txid',
			'wallet_history',
			'wallet_operations',
			'code_check',
		],
		...['margin/currency/list', 'margin/pair/list', 'margin/settings', 'margin/funding/list'],
		...['margin/user/info', 'margin/user/order/list', 'margin/user/order/history'],
		...['margin/user/order/trades', 'margin/user/order/max_quantity', 'margin/user/position/list'],
		...['margin/user/position/margin_remove_info', 'margin/user/position/margin_add_info'],
		...['margin/user/wallet/list', 'margin/user/wallet/history', 'margin/user/trade/list'],
		...['margin/trades', 'margin/liquidation/feed'],
	],
	trade: [
		...['order_create', 'order_cancel', 'stop_market_order_create', 'stop_market_order_cancel'],
		...['excode_load', 'margin/user/order/create', 'margin/user/order/update'],
		...['margin/user/order/cancel', 'margin/user/position/close'],
		...['margin/user/position/margin_add', 'margin/user/position/margin_remove'],
	],
	withdraw: ['withdraw_crypt', 'excode_create'],
};

test('the 49 methods, each once', () => {
	expect(all).toHaveLength(49);
	expect(all.map(({ path }) => path).sort()).toEqual(Object.values(PATHS).flat().sort());
	expect(all.filter(({ path }) => path.startsWith('margin/'))).toHaveLength(23);
});

test.each(Object.entries(PATHS))('the access %s', (access, paths) => {
	expect(
		all
			.filter((endpoint) => endpoint.access === access)
			.map(({ path }) => path)
			.sort(),
	).toEqual([...paths].sort());
});

test('private methods are POST only, and never repeated when they change something', () => {
	for (const endpoint of all) {
		const { access } = endpoint;
		expect(methodOf(endpoint)).toBe(access === 'public' ? 'GET' : 'POST');
		expect(isWrite(endpoint)).toBe(access === 'trade' || access === 'withdraw');
	}
});

// exmo-api/ERRORS.md 7
test.each([
	...['order_create', 'stop_market_order_create', 'withdraw_crypt', 'excode_create', 'excode_load'],
	...['margin/user/order/create', 'margin/user/position/close'],
	...['margin/user/position/margin_add', 'margin/user/position/margin_remove'],
])('%s must never be repeated blindly', (path) => {
	const endpoint = findEndpoint(path);
	expect(endpoint && isWrite(endpoint)).toBe(true);
});

test('an endpoint is found by its path, with a slash behind it too, and by nothing else', () => {
	expect(findEndpoint('ticker')).toBe(ENDPOINTS.ticker);
	expect(findEndpoint('margin/user/order/create/')).toBe(ENDPOINTS.marginOrderCreate);
	for (const path of ['', '/', '/ticker', 'Ticker', 'ticker//', 'tick', 'toString', '__proto__']) {
		expect(findEndpoint(path)).toBeUndefined();
	}
});

// exmo-api/REST.md 3.2, 3.9, 4.2, 4.5, 6.1, 6.15
test.each([
	['order_create', 'pair quantity price type', 'client_id exec_type'],
	['order_trades', 'order_id', ''],
	['withdraw_crypt', 'amount currency address', 'invoice transport'],
	['wallet_operations', '', 'limit offset currency provider type order_id'],
	[
		'margin/user/order/create',
		'pair type leverage quantity',
		'price stop_price distance expire comment client_id',
	],
	['margin/user/order/max_quantity', 'pair type leverage', 'price order_id'],
	['user_info', '', ''],
])('%s takes %j, and %j when wanted', (path, required, optional) => {
	const names = (text: string) => text.split(' ').filter(Boolean);
	const endpoint = findEndpoint(path) as Endpoint;
	expect(endpoint.required).toEqual(names(required));
	expect(endpoint.optional).toEqual(names(optional));
	for (const name of names(`${required} ${optional}`)) expect(takes(endpoint, name)).toBe(true);
	for (const name of ['nonce', 'login', 'toString', '']) expect(takes(endpoint, name)).toBe(false);
});
