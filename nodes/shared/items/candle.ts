import type { IDataObject } from 'n8n-workflow';

import { closesAt } from '../../../exmo/watch/candles';
import { isoOfMilliseconds } from '../fields/dates';
import { decimalText, numberOf } from './rows';
import type { Row } from '../../../exmo/api/rows';

/** Rows in which nothing was traded come with zero prices (exmo-api/REST.md 2.8). */
export const isTraded = (row: Row): boolean =>
	[row.o, row.h, row.l, row.c].some((price) => Number(price) !== 0);

/** One row of `candles_history`; `resolution` as EXMO names it. */
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
