import { isOneEdit, nearestPairs } from '../../../../exmo/market/nearestPairs.ts';

const LISTED = ['BTC_USD', 'BTC_USDT', 'BTC_EUR', 'ETH_USD', 'ETH_BTC', 'DOGE_USD', 'USDT_USD'];

test.each([
	['USD_ETH', ['ETH_USD']], // base and quote swapped
	['BTC_ETH', ['ETH_BTC']],
	['BTC_UDS', ['BTC_USD']], // two letters in each other's place
	['ETHH_USD', ['ETH_USD']],
	['DOG_USD', ['DOGE_USD']],
	['DOGE_USDC', ['DOGE_USD']],
	['USDC_DOGE', ['DOGE_USD']], // both
	['BTC_DOGE', ['BTC_EUR', 'BTC_USD', 'BTC_USDT']], // another quote
	['PLN_ETH', ['ETH_BTC', 'ETH_USD']],
	['NOPE_XYZ', []],
	['', []],
])('%s: %j', (pair, meant) => {
	expect(nearestPairs(pair, LISTED)).toEqual(meant);
});

test('in the market of the wind-down, where everything is priced in USDC', () => {
	expect(nearestPairs('BTC_USD', ['BTC_USDC', 'ETH_USDC'])).toEqual(['BTC_USDC']);
	expect(nearestPairs('USD_BTC', ['BTC_USDC', 'ETH_USDC'])).toEqual(['BTC_USDC']);
});

test.each([
	['ABC', 'ABCD', true],
	['ABC', 'BC', true],
	['ABC', 'AXC', true],
	['ABC', 'ACB', true],
	['ABC', 'ABC', false],
	['ABC', 'CBA', false],
	['ABC', 'ABCDE', false],
	['ABCD', 'BADC', false],
	['', 'A', true],
])('%s and %s: %j', (one, other, is) => {
	expect(isOneEdit(one, other)).toBe(is);
	expect(isOneEdit(other, one)).toBe(is);
});
