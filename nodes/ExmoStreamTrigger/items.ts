/** Rows of the stream as items: the same field names as the EXMO node has (exmo-api/WEBSOCKET.md 4). */
import type { IDataObject } from 'n8n-workflow';

import { add, formatDecimal, parseDecimal, subtract } from '../../exmo/decimal';
import type { StreamEvent } from '../../exmo/stream/feeds/feed';
import { DECIDED_STATUS } from '../../exmo/stream/feeds/orders';
import type { Level } from '../../exmo/stream/orderBook';
import { isStopOrder, orderIdOf } from '../../exmo/stream/orderStatus';
import { tickerItem } from '../Exmo/actions/market/ticker';
import { isoOfMilliseconds, isoOfSeconds } from '../shared/dates';
import { ownTradeItem } from '../shared/orderItems';
import { decimalText, idText } from '../shared/rows';

export type ToItem = (event: StreamEvent) => IDataObject;

/** Nanoseconds since 1970, as the margin service counts. */
const isoOfNanoseconds = (value: unknown): string =>
	/^\d{15,}$/.test(String(value)) ? isoOfMilliseconds(Number(String(value).slice(0, -6))) : '';

export const tradeItem: ToItem = ({ pair, row }) => ({
	pair,
	tradeId: idText(row.trade_id),
	side: String(row.type),
	price: decimalText(row.price),
	quantity: decimalText(row.quantity),
	amount: decimalText(row.amount),
	date: Number(row.date),
	createdAt: isoOfSeconds(row.date),
});

export const streamedTicker: ToItem = ({ pair, row }) => tickerItem(pair, row);

const levels = (side: unknown) =>
	((side ?? []) as Level[]).map(([price, quantity, amount]) => ({
		price: decimalText(price),
		quantity: decimalText(quantity),
		amount: decimalText(amount),
	}));

export const bookItem: ToItem = ({ pair, row }) => {
	const bids = levels(row.bid);
	const asks = levels(row.ask);
	return { pair, bestBid: bids[0]?.price ?? '', bestAsk: asks[0]?.price ?? '', bids, asks };
};

export const ownTrade: ToItem = ({ row }) => ownTradeItem(row);

const sum = (a: unknown, b: unknown): string =>
	formatDecimal(add(parseDecimal(String(a ?? '0') || '0'), parseDecimal(String(b ?? '0') || '0')));

export const walletItem: ToItem = ({ row }) => ({
	currency: String(row.currency),
	free: decimalText(row.balance),
	inOrders: decimalText(row.reserved),
	total: sum(row.balance, row.reserved),
});

export const marginWalletItem: ToItem = ({ row }) => ({
	currency: String(row.currency),
	free: decimalText(row.free),
	used: decimalText(row.used),
	total: decimalText(row.balance),
});

const filledOf = (original: unknown, remaining: unknown): string =>
	original === undefined || original === ''
		? ''
		: formatDecimal(
				subtract(parseDecimal(String(original)), parseDecimal(String(remaining ?? '0') || '0')),
			);

/** buy, market_sell, stop_market_buy, limit_sell, ... */
const sideOf = (type: unknown): string => (String(type).includes('sell') ? 'sell' : 'buy');

export const orderItem: ToItem = ({ pair, row }) => ({
	orderId: orderIdOf(row),
	clientOrderId: idText(row.client_id),
	pair,
	side: sideOf(row.type),
	orderType: isStopOrder(row)
		? 'stopMarket'
		: String(row.type).startsWith('market')
			? 'market'
			: 'limit',
	status: String(row[DECIDED_STATUS]),
	quantity: decimalText(row.quantity),
	originalQuantity: decimalText(row.original_quantity),
	filledQuantity: filledOf(row.original_quantity, row.quantity),
	price: decimalText(row.price),
	triggerPrice: decimalText(row.trigger_price),
	amount: decimalText(row.amount),
	lastTradeId: idText(row.last_trade_id),
	lastTradePrice: decimalText(row.last_trade_price),
	lastTradeQuantity: decimalText(row.last_trade_quantity),
	created: Number(row.created),
	createdAt: isoOfSeconds(row.created),
});

export const marginOrderItem: ToItem = ({ pair, row }) => ({
	orderId: orderIdOf(row),
	clientOrderId: idText(row.client_id),
	pair,
	side: sideOf(row.type),
	orderType: String(row.type).replace(/_(?:buy|sell)$/, ''),
	status: String(row[DECIDED_STATUS]),
	exmoStatus: String(row.status ?? ''),
	quantity: decimalText(row.quantity),
	originalQuantity: decimalText(row.init_quantity),
	filledQuantity: filledOf(row.init_quantity, row.quantity),
	price: decimalText(row.price),
	stopPrice: decimalText(row.stop_price),
	triggerPrice: decimalText(row.trigger_price),
	leverage: decimalText(row.leverage),
	created: String(row.created ?? ''),
	createdAt: isoOfNanoseconds(row.created),
});

export const marginTradeItem: ToItem = ({ pair, row }) => ({
	tradeId: idText(row.trade_id),
	orderId: idText(row.order_id),
	pair,
	side: String(row.type),
	role: row.is_maker === true ? 'maker' : 'taker',
	price: decimalText(row.price),
	quantity: decimalText(row.quantity),
	createdAt: isoOfNanoseconds(row.trade_dt),
});

export const positionItem: ToItem = ({ pair, row }) => ({
	positionId: idText(row.position_id),
	pair,
	side: String(row.type),
	status: row.closed === true ? 'closed' : 'open',
	quantity: decimalText(row.quantity),
	leverage: decimalText(row.leverage),
	basePrice: decimalText(row.base_price),
	liquidationPrice: decimalText(row.liquidation_price),
	margin: decimalText(row.margin),
	marginCurrency: String(row.margin_currency ?? ''),
	realizedPnl: decimalText(row.realized_pnl),
	unrealizedPnl: decimalText(row.unrealized_pnl),
	createdAt: isoOfNanoseconds(row.created),
});
