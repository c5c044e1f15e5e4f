import type { IDataObject } from 'n8n-workflow';

import { closesAt } from '../../../exmo/market/candles';
import { isoOfMilliseconds } from '../fields/dates';
import { decimalText, numberOf } from './rows';
import type { Row } from '../../../exmo/api/rows';

/** One row of `candles_history` (exmo-api/REST.md 2.8); `resolution` as EXMO names it. */
export const candleItem = (pair: string, resolution: string, row: Row): IDataObject => ({
	pair,
	resolution,
	open: decimalText(row.o),
	high: decimalText(row.h),
	low: decimalText(row.l),
	close: decimalText(row.c),
	volume: decimalText(row.v),
	opened: numberOf(row.t),
	openedAt: isoOfMilliseconds(numberOf(row.t)),
	closedAt: isoOfMilliseconds(closesAt(resolution, numberOf(row.t))),
});
