import { setUp } from './client.mts';

/** exmo-api/REST.md 7, written out. */
const PATHS = `
trades order_book ticker pair_settings currency currency/list/extended required_amount
candles_history payments/providers/crypto/list
user_info order_create order_cancel stop_market_order_create stop_market_order_cancel
user_open_orders user_trades user_cancelled_orders order_trades
deposit_address withdraw_crypt withdraw_get_txid wallet_history wallet_operations
excode_create excode_load code_check
margin/user/order/create margin/user/order/update margin/user/order/cancel
margin/user/position/close margin/user/position/margin_add margin/user/position/margin_remove
margin/currency/list margin/pair/list margin/settings margin/funding/list
margin/user/info margin/user/order/list margin/user/order/history margin/user/order/trades
margin/user/order/max_quantity margin/user/position/list
margin/user/position/margin_remove_info margin/user/position/margin_add_info
margin/user/wallet/list margin/user/wallet/history margin/user/trade/list
margin/trades margin/liquidation/feed`
	.split(/\s+/)
	.filter(Boolean);

it('answers all 49 endpoints, and says so', async () => {
	const { sandbox, full } = await setUp();
	const listed = await (await fetch(`${sandbox.url}/_sandbox/endpoints`)).json();
	const codes = [];
	for (const path of PATHS) codes.push((await full.call(path)).error);
	await sandbox.stop();
	expect(PATHS).toHaveLength(49);
	expect((listed as { path: string }[]).map(({ path }) => path).sort()).toEqual(PATHS.toSorted());
	expect(codes.filter((error) => String(error).includes('40015'))).toEqual([]);
});
