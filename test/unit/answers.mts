/** An answer of each reading endpoint as EXMO sends it: the samples of exmo-api/REST.md, numbers lossless. */
export const ANSWERS: Readonly<Record<string, string>> = {
	trades:
		'{"BTC_USD":[{"trade_id":812345679,"date":1760000012,"type":"sell","quantity":"0.001","price":"29990","amount":"29.99"}]}',
	order_book:
		'{"BTC_USD":{"ask_quantity":"0.8","ask_amount":"24060","ask_top":"30050","bid_quantity":"0.5","bid_amount":"14960","bid_top":"29950","ask":[["30050","0.4","12020"]],"bid":[["29950","0.3","8985"]]}}',
	ticker:
		'{"BTC_USD":{"buy_price":"29950","sell_price":"30050","last_trade":"29990","high":"30500","low":"29400","avg":"29980.5","vol":"12.34567891","vol_curr":"370130.28","updated":1760000012}}',
	pair_settings:
		'{"BTC_USD":{"min_quantity":"0.00005","max_quantity":"250","min_price":"0.5","max_price":"400000","min_amount":"2","max_amount":"600000","price_precision":2,"commission_taker_percent":"0.3","commission_maker_percent":"0.3"}}',
	currency: '["BTC","ETH","USD","USDT"]',
	'currency/list/extended':
		'[{"name":"BTC","description":"Bitcoin"},{"name":"USD","description":"US Dollar"}]',
	required_amount: '{"quantity":"0.5","amount":"15030","avg_price":"30060"}',
	candles_history:
		'{"candles":[{"t":1760000400000,"o":29990,"c":30010,"h":30025.5,"l":29980,"v":1.25},{"t":1760002200000,"o":30010,"c":29970,"h":30040,"l":29950,"v":0.75}]}',
	'payments/providers/crypto/list':
		'{"USDT":[{"type":"withdraw","name":"USDT (TRC20)","currency_name":"USDT","min":"10","max":"80000","enabled":true,"comment":"","commission_desc":"2 USDT","currency_confirmations":9}]}',
	user_info:
		'{"uid":4200017,"server_date":1760000020,"balances":{"BTC":"0.501994","USD":"940","ETH":"0"},"reserved":{"BTC":"0","USD":"60","ETH":"0"}}',
	user_open_orders:
		'{"BTC_USD":[{"order_id":"51234567890","client_id":"42","created":"1760000005","type":"buy","pair":"BTC_USD","quantity":"0.002","price":"30000","amount":"60"},{"parent_order_id":"812345678901234567","client_id":"0","created":"1760000006","type":"stop_market_sell","pair":"BTC_USD","quantity":"0.01","trigger_price":"25000","amount":"250"}]}',
	user_trades:
		'{"BTC_USD":[{"trade_id":812345702,"client_id":0,"date":1760000100,"type":"sell","pair":"BTC_USD","quantity":"0.002","price":"31000","amount":"62","order_id":51234567999,"exec_type":"maker","commission_amount":"0.186","commission_currency":"USD","commission_percent":"0.3"}],"ETH_USD":[]}',
	user_cancelled_orders:
		'[{"order_id":"51234568001","client_id":"0","created":"1760000201","type":"sell","pair":"BTC_USD","quantity":"0.01","price":"35000","amount":"350"},{"parent_order_id":"812345678901234570","client_id":"0","created":"1760000150","type":"stop_market_buy","pair":"BTC_USD","quantity":"0.01","trigger_price":"36000","amount":"360","reason_status":"user_canceled"}]',
	order_trades:
		'{"type":"buy","in_currency":"BTC","in_amount":"0.002","out_currency":"USD","out_amount":"60","trades":[{"trade_id":812345678,"client_id":42,"date":1760000007,"type":"buy","pair":"BTC_USD","quantity":"0.002","price":"30000","amount":"60","order_id":51234567890,"exec_type":"taker","commission_amount":"0.000006","commission_currency":"BTC","commission_percent":"0.3"}]}',
	deposit_address:
		'{"BTC":"bc1qinventedinventedinventedinvented0","XRP":"rInventedInventedInventedInvented,100200300","USDTTRC20":"TInventedInventedInventedInvented1"}',
	withdraw_get_txid: '{"result":true,"error":"","status":true,"txid":"aa11bb22"}',
	wallet_history:
		'{"result":true,"error":"","begin":"1759968000","end":"1760054400","history":[{"dt":1760001500,"type":"withdrawal","curr":"USDT","status":"paid","provider":"USDT (TRC20)","amount":"-100","account":"USDT: TInventedInventedInventedInvented2","txid":""}]}',
	wallet_operations:
		'{"items":[{"operation_id":61234567890123456,"created":1760001500,"updated":1760001620,"type":"withdraw","currency":"USDT","status":"Paid","amount":"100","provider":"USDT (TRC20)","commission":"1","account":"USDT: TInventedInventedInventedInvented2","order_id":71234567,"extra":{"txid":"cc33dd44","excode":"","invoice":"","confirmations":null},"error":""}],"count":1}',
	code_check:
		'{"result":true,"error":"","valid":true,"created":1760002000,"used":false,"used_dt":0,"amount":"10","currency":"USD"}',
	'margin/currency/list': '{"currencies":[{"name":"BTC"}]}',
	'margin/pair/list':
		'{"pairs":[{"name":"BTC_USD","buy_price":"29950","sell_price":"30050","last_trade_price":"29990","ticker_updated":"1760000012000000000","is_fair_price":true,"max_price_precision":"2","min_order_quantity":"0.00005","max_order_quantity":"40","min_order_price":"0.5","max_order_price":"400000","max_position_quantity":"40","trade_taker_fee":"0.1","trade_maker_fee":"0.02","liquidation_fee":"0.4","max_leverage":"4","default_leverage":"2","liquidation_level":"6","margin_call_level":"9","position":"2","updated":"1760000000000000000"}]}',
	'margin/settings': '{"settings":{}}',
	'margin/funding/list': '{"fundings":[]}',
	'margin/user/info': '{"uid":4200017}',
	'margin/user/order/list':
		'{"orders":[{"order_id":"712345678901234567","client_id":"0","comment":"","created":"1760000300412000107","distance":"0","expire":0,"funding_currency":"USD","funding_quantity":"300","funding_rate":"0.02","leverage":"2","pair":"BTC_USD","previous_type":"limit_buy","price":"30000","quantity":"0.01","src":1,"stop_price":"0","trigger_price":"30000","type":"limit_buy","updated":1760000300415000223}]}',
	'margin/user/order/history':
		'{"items":[{"event_id":"712345678901234600","event_time":"1760000400700100309","event_type":"OrderCancelStarted","order_id":"712345678901234567","order_status":"cancel_started","order_type":"limit_buy","pair":"BTC_USD","price":"30000","quantity":"0.01","stop_price":"0","distance":"0","trade_id":"0","trade_price":"0","trade_quantity":"0","trade_type":""}]}',
	'margin/user/order/trades':
		'{"trades":[{"trade_id":"712345678901235010","trade_dt":"1760000350200300411","type":"buy","order_id":"712345678901234567","pair":"BTC_USD","quantity":"0.01","price":"30000","is_maker":false}]}',
	'margin/user/order/max_quantity': '{"max_quantity":"0.05"}',
	'margin/user/position/list':
		'{"positions":[{"position_id":"712345678901236000","created":"1760000350600000000","pair":"BTC_USD","type":"long","quantity":"0.01","leverage":"2","base_price":"30000","break_even_price":"30015","liquidation_price":"15750","margin_call_price":"16125","margin":"150","margin_currency":"USD","margin_level":"49.5","funding_currency":"USD","funding_quantity":"300","funding_rate":"0.02","funding_next_pay_dt":"1760004000000000000","funding_next_pay_quantity":"0.01","take_profit":"0","stop_loss":"0","realized_pnl":"0","unrealized_pnl":"0","pnl_currency":"USD","roe":"0","is_margin_call":false,"need_liquidate":false}]}',
	'margin/user/position/margin_remove_info': '{"max_quantity":"75"}',
	'margin/user/position/margin_add_info': '{"max_quantity":"75"}',
	'margin/user/wallet/list':
		'{"wallets":{"USD":{"balance":"1000","used":"300","used_in_positions":"150","used_in_orders":"150","free":"700","updated":"1760000350600000000"},"BTC":{"balance":"0","used":"0","used_in_positions":"0","used_in_orders":"0","free":"0","updated":"0"}}}',
	'margin/user/wallet/history': '{"items":[]}',
	'margin/user/trade/list': '{"trades":[]}',
	'margin/trades':
		'{"trades":{"BTC_USD":[{"trade_id":"712345678901235010","trade_dt":"1760000350200300411","trade_type":"buy","pair":"BTC_USD","quantity":"0.01","price":"30000","amount":"300"}]}}',
	'margin/liquidation/feed': '{"items":[]}',
};
