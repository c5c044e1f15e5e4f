/** Orders as items: made as everywhere else, with what the stream alone tells on top. */
import type { IDataObject } from 'n8n-workflow';

import { isStopOrder } from '../../exmo/api/ids';
import type { Row } from '../../exmo/api/rows';
import { amountOf } from '../../exmo/money/amounts';
import { formatDecimal, subtract } from '../../exmo/money/decimal';
import type { StreamEvent } from '../../exmo/stream/feeds/feed';
import { marginOrderItem } from '../shared/items/marginOrder';
import { orderItem } from '../shared/items/orders';
import { decimalText, idText, usedDecimal } from '../shared/items/rows';

/** How large the order was, and what of it is filled: "" where EXMO does not tell the first. */
function sizes(original: unknown, row: Row): IDataObject {
	if (original === undefined || original === '') return { quantity: '', filledQuantity: '' };
	return {
		quantity: decimalText(original),
		filledQuantity: formatDecimal(subtract(amountOf(original), amountOf(row.quantity))),
	};
}

export const streamedOrderItem = ({ pair, row, status }: StreamEvent): IDataObject => ({
	...orderItem(pair, row, String(status)),
	// A stop order leaves another order when it fires: it is never filled itself
	...sizes(row.original_quantity ?? (isStopOrder(row) ? row.quantity : undefined), row),
	lastTradeId: idText(row.last_trade_id),
	lastTradePrice: usedDecimal(row.last_trade_price),
	lastTradeQuantity: usedDecimal(row.last_trade_quantity),
});

export const streamedMarginOrderItem = ({ pair, row, status }: StreamEvent): IDataObject => ({
	...marginOrderItem({ ...row, pair }, String(status)),
	exmoStatus: String(row.status ?? ''),
	...sizes(row.init_quantity, row),
});
