import { seconds } from '../../exchange/clock.mts';
import { text, ZERO } from '../../exchange/money.mts';
import type { ExecType } from '../../exchange/accounts.mts';
import { refuse } from '../../exchange/refusal.mts';
import type { OrderRequest } from '../../exchange/spot.mts';
import { grouped } from '../grouped.mts';
import type { PrivateCall, PrivateMethod } from '../method.mts';
import { orderRow, ownTradeRow } from '../../wire/rows.mts';

const STYLES: Record<string, Pick<OrderRequest, 'side' | 'style'>> = {
	buy: { side: 'buy', style: 'limit' },
	sell: { side: 'sell', style: 'limit' },
	market_buy: { side: 'buy', style: 'market' },
	market_sell: { side: 'sell', style: 'market' },
	market_buy_total: { side: 'buy', style: 'total' },
	market_sell_total: { side: 'sell', style: 'total' },
};

const EXEC_TYPES: readonly string[] = ['post_only', 'ioc', 'fok'] satisfies ExecType[];

/** The authenticated spot methods (exmo-api/REST.md 3). */
export const spotMethods: PrivateMethod[] = [
	{ path: 'user_info', access: 'read', handle: userInfo },
	{ path: 'order_create', access: 'trade', writes: true, handle: orderCreate },
	{
		path: 'order_cancel',
		access: 'trade',
		writes: true,
		handle({ exchange, account, params }) {
			exchange.spot.cancel(account, params.integer('order_id'));
			return { result: true, error: '' };
		},
	},
	{
		path: 'stop_market_order_create',
		access: 'trade',
		writes: true,
		errors: 'object',
		handle: stopCreate,
	},
	{
		path: 'stop_market_order_cancel',
		access: 'trade',
		writes: true,
		errors: 'object',
		handle({ exchange, account, params }) {
			exchange.stops.cancel(account, params.integer('parent_order_id'));
			return {};
		},
	},
	{ path: 'user_open_orders', access: 'read', handle: userOpenOrders },
	{ path: 'user_trades', access: 'read', handle: userTrades },
	{
		path: 'user_cancelled_orders',
		access: 'read',
		handle({ account, params, nothing }) {
			const { limit, offset } = params.page(10_000);
			const rows = account.cancelled.toReversed().slice(offset, offset + limit);
			return rows.length === 0 ? nothing() : rows.map(orderRow);
		},
	},
	{ path: 'order_trades', access: 'read', handle: orderTrades },
];

function userInfo({ exchange, account, nowMs }: PrivateCall) {
	const { ledger } = exchange.core;
	const amounts = (read: (currency: string) => ReturnType<typeof ledger.free>) =>
		Object.fromEntries(exchange.currenciesOf(account.spot).map((name) => [name, text(read(name))]));
	return {
		uid: account.uid,
		server_date: seconds(nowMs),
		balances: amounts((currency) => ledger.free(account.spot, currency)),
		reserved: amounts((currency) => ledger.reserved(account.spot, currency)),
	};
}

function orderCreate({ exchange, account, params }: PrivateCall) {
	const pair = params.text('pair');
	const type = params.text('type');
	if (!Object.hasOwn(STYLES, type)) throw refuse.unknownOrderType(type);
	const { side, style } = STYLES[type];
	const quantity = params.decimal('quantity');
	const price = params.parseDecimal('price');
	const clientId = params.clientId();
	const execType = params.optional('exec_type');
	if (execType && (style !== 'limit' || !EXEC_TYPES.includes(execType))) {
		throw refuse.unknownExecType(execType);
	}
	const order = exchange.placeOrder(account, {
		pair,
		side,
		style,
		type,
		quantity,
		price: style === 'limit' ? price : ZERO,
		clientId,
		execType: execType as ExecType | undefined,
	});
	return {
		result: true,
		error: '',
		order_id: order.id,
		...(clientId === 0n ? {} : { client_id: clientId }),
	};
}

function stopCreate({ exchange, account, params }: PrivateCall) {
	const pair = params.text('pair');
	const type = params.text('type');
	if (type !== 'buy' && type !== 'sell') throw refuse.unknownOrderType(type);
	const clientId = params.clientId();
	const order = exchange.stops.place(account, {
		pair,
		side: type,
		quantity: params.decimal('quantity'),
		triggerPrice: params.decimal('trigger_price'),
		clientId,
	});
	return {
		...(clientId === 0n ? {} : { client_id: clientId }),
		parent_order_id: order.id,
		parent_order_id_str: String(order.id),
	};
}

/** Limit and stop orders together, by pair, newest first. */
function userOpenOrders({ account, params, nothing }: PrivateCall) {
	const pair = params.optional('pair');
	const stops = [...account.stops.values()].filter(({ status }) => status === 'open');
	const rows = [...account.open, ...stops]
		.filter((order) => pair === undefined || order.pair === pair)
		.toSorted((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? 1 : -1));
	if (rows.length === 0) return nothing();
	return Object.fromEntries(
		[...grouped(rows, (order) => order.pair)].map(([name, orders]) => [name, orders.map(orderRow)]),
	);
}

/** limit and offset count per pair: whether EXMO's do is not known. */
function userTrades({ exchange, account, params, omitsTradeless }: PrivateCall) {
	const { limit, offset } = params.page(100);
	const asked = params.list('pair');
	const hasTrades = (pair: string) => (account.trades.get(pair) ?? []).length > 0;
	const isShown = (pair: string) =>
		exchange.instrument(pair)
			? !omitsTradeless || hasTrades(pair)
			: exchange.shown.showsUnlisted(pair, asked.length === 1) && hasTrades(pair);
	return Object.fromEntries(
		asked.filter(isShown).map((pair) => {
			const trades = exchange.shown.trades(account.trades.get(pair) ?? []);
			const end = Math.max(0, trades.length - offset);
			const page = trades.slice(Math.max(0, end - limit), end);
			return [pair, page.toReversed().map(ownTradeRow)];
		}),
	);
}

/** What came in is shown before the fee: whether EXMO's is, is not known. */
function orderTrades({ exchange, account, params }: PrivateCall) {
	const id = params.integer('order_id');
	const order = account.orders.get(id);
	const trades = exchange.shown.rows(order?.trades ?? []);
	if (!order || trades.length === 0) throw refuse.orderHasNoTrades(String(id));
	const [base, quote] = order.pair.split('_');
	const quantity = text(trades.reduce((sum, trade) => sum.plus(trade.quantity), ZERO));
	const amount = text(trades.reduce((sum, trade) => sum.plus(trade.amount), ZERO));
	const buys = order.side === 'buy';
	return {
		type: order.side,
		in_currency: buys ? base : quote,
		in_amount: buys ? quantity : amount,
		out_currency: buys ? quote : base,
		out_amount: buys ? amount : quantity,
		trades: trades.map(ownTradeRow),
	};
}
