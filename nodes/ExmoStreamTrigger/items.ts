/** Rows of the stream as items: made by the makers of the EXMO node, and by what the stream tells on top. */
import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../exmo/money/amounts';
import { formatDecimal, subtract } from '../../exmo/money/decimal';
import type { StreamEvent } from '../../exmo/stream/feeds/feed';
import { DECIDED_STATUS } from '../../exmo/stream/feeds/orders';
import { isStopOrder } from '../../exmo/api/ids';
import { orderBookItem } from '../shared/items/orderBook';
import { tickerItem } from '../shared/items/ticker';
import * as margin from '../shared/items/marginOrder';
import * as positions from '../shared/items/position';
import { orderItem as spotOrderItem, ownTradeItem, publicTradeItem } from '../shared/items/orders';
import { decimalText, idText, usedDecimal } from '../shared/items/rows';
import type { Row } from '../../exmo/api/rows';
import * as wallets from '../shared/items/wallet';

export type ToItem = (event: StreamEvent) => IDataObject;

export const tradeItem: ToItem = ({ pair, row }) => publicTradeItem(pair, row);

export const streamedTicker: ToItem = ({ pair, row }) => tickerItem(pair, row);

export const bookItem: ToItem = ({ pair, row }) => orderBookItem(pair, row);

export const ownTrade: ToItem = ({ row }) => ownTradeItem(row);

export const walletItem: ToItem = ({ row }) =>
	wallets.balanceItem(String(row.currency), row.balance, row.reserved);

export const marginWalletItem: ToItem = ({ row }) =>
	wallets.marginWalletItem(String(row.currency), row);

/** How large the order was, and what of it is filled: "" where EXMO does not tell the first. */
function sizes(original: unknown, row: Row): IDataObject {
	if (original === undefined || original === '') return { quantity: '', filledQuantity: '' };
	return {
		quantity: decimalText(original),
		filledQuantity: formatDecimal(subtract(amountOf(original), amountOf(row.quantity))),
	};
}

export const orderItem: ToItem = ({ pair, row }) => ({
	...spotOrderItem(pair, row, String(row[DECIDED_STATUS])),
	// A stop order leaves another order when it fires: it is never filled itself
	...sizes(row.original_quantity ?? (isStopOrder(row) ? row.quantity : undefined), row),
	lastTradeId: idText(row.last_trade_id),
	lastTradePrice: usedDecimal(row.last_trade_price),
	lastTradeQuantity: usedDecimal(row.last_trade_quantity),
});

export const marginOrderItem: ToItem = ({ pair, row }) => ({
	...margin.marginOrderItem({ ...row, pair }, String(row[DECIDED_STATUS])),
	exmoStatus: String(row.status ?? ''),
	...sizes(row.init_quantity, row),
});

export const marginTradeItem: ToItem = ({ pair, row }) => margin.marginTradeItem({ ...row, pair });

export const positionItem: ToItem = ({ pair, row }) => positions.positionItem({ ...row, pair });
