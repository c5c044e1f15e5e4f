import type { IDataObject } from 'n8n-workflow';

import { isoOfNanoseconds } from '../fields/dates';
import { decimalText, idText } from './rows';
import type { Row } from '../../../exmo/api/rows';

/** One row of `margin/user/position/list` or of the stream's `margin/positions` (exmo-api/REST.md 6.16, WEBSOCKET.md 4.11). */
export const positionItem = (row: Row): IDataObject => ({
	positionId: idText(row.position_id),
	pair: String(row.pair ?? ''),
	side: String(row.type),
	status: row.closed === true ? 'closed' : 'open',
	quantity: decimalText(row.quantity),
	leverage: decimalText(row.leverage),
	entryPrice: decimalText(row.base_price),
	liquidationPrice: decimalText(row.liquidation_price),
	margin: decimalText(row.margin),
	marginCurrency: String(row.margin_currency ?? ''),
	realizedPnl: decimalText(row.realized_pnl),
	unrealizedPnl: decimalText(row.unrealized_pnl),
	pnlCurrency: String(row.pnl_currency ?? ''),
	isMarginCall: row.is_margin_call === true,
	created: String(row.created ?? ''),
	createdAt: isoOfNanoseconds(row.created),
});
