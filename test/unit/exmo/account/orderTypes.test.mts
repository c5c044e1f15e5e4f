import { readOrderType } from '../../../../exmo/account/orderTypes.ts';

test.each([
	['buy', 'limit', 'buy'],
	['market_sell', 'market', 'sell'],
	['market_buy_total', 'marketTotal', 'buy'],
	['stop_market_sell', 'stopMarket', 'sell'],
	['limit_buy', 'limit', 'buy'],
	['stop_buy', 'stop', 'buy'],
	['stop_limit_sell', 'stopLimit', 'sell'],
	['trailing_stop_buy', 'trailingStop', 'buy'],
	['iceberg_sell', 'iceberg', 'sell'],
	['something_new', 'somethingNew', ''],
	[undefined, '', ''],
])('%s is %s, %s', (type, orderType, side) => {
	expect(readOrderType(type)).toEqual({ orderType, side });
});
