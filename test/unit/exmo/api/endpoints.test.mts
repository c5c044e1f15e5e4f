import {
	ENDPOINTS,
	findEndpoint,
	isWrite,
	methodOf,
	takes,
	type Access,
	type Endpoint,
} from '../../../../exmo/api/endpoints.ts';
import { methods } from '../../../harness/facts.mts';

const all: readonly Endpoint[] = Object.values(ENDPOINTS);

/** What goes beyond reading is listed by hand: whoever adds to it says what a credential must permit. */
const BEYOND_READING: Readonly<Record<'trade' | 'withdraw', string[]>> = {
	trade: [
		...['order_create', 'order_cancel', 'stop_market_order_create', 'stop_market_order_cancel'],
		...['excode_load', 'margin/user/order/create', 'margin/user/order/update'],
		...['margin/user/order/cancel', 'margin/user/position/close'],
		...['margin/user/position/margin_add', 'margin/user/position/margin_remove'],
	],
	withdraw: ['withdraw_crypt', 'excode_create'],
};
const pathsWith = (access: Access): string[] =>
	all
		.filter((endpoint) => endpoint.access === access)
		.map(({ path }) => path)
		.sort();

test('every method of docs/exmo-api/REST.md is an endpoint, once, and no other', () => {
	expect(methods().length).toBeGreaterThan(40);
	expect(all.map(({ path }) => path).sort()).toEqual(
		methods()
			.map(({ path }) => path)
			.sort(),
	);
});

test('the methods of chapter 2 are public, and no other', () => {
	const open = methods().filter(({ chapter }) => chapter === '2');
	expect(pathsWith('public')).toEqual(open.map(({ path }) => path).sort());
});

test.each(Object.entries(BEYOND_READING))('%s is needed for these methods', (access, paths) => {
	expect(pathsWith(access as Access)).toEqual([...paths].sort());
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
