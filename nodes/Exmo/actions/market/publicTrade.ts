import type { IDataObject } from 'n8n-workflow';

import { isoOfSeconds } from '../../../shared/dates';
import { decimalText, idText, type Row } from '../../../shared/rows';

/** One row of `trades` (exmo-api/REST.md 2.1). */
export const publicTradeItem = (pair: string, row: Row): IDataObject => ({
	tradeId: idText(row.trade_id),
	pair,
	side: String(row.type),
	price: decimalText(row.price),
	quantity: decimalText(row.quantity),
	amount: decimalText(row.amount),
	date: Number(row.date),
	createdAt: isoOfSeconds(row.date),
});
