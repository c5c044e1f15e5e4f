import type { IDataObject } from 'n8n-workflow';

import { isoOfSeconds } from '../fields/dates';
import { decimalText, numberOf } from './rows';
import type { Row } from '../../../exmo/api/rows';

/** One row of EXMO's `ticker` (exmo-api/REST.md 2.3). */
export const tickerItem = (pair: string, row: Row): IDataObject => ({
	pair,
	bid: decimalText(row.buy_price),
	ask: decimalText(row.sell_price),
	last: decimalText(row.last_trade),
	high: decimalText(row.high),
	low: decimalText(row.low),
	average: decimalText(row.avg),
	volume: decimalText(row.vol),
	quoteVolume: decimalText(row.vol_curr),
	updated: numberOf(row.updated),
	updatedAt: isoOfSeconds(row.updated),
});
