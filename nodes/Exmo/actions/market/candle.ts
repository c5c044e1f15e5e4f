import type { IDataObject } from 'n8n-workflow';

import { isoOfMilliseconds } from '../../../shared/dates';
import { decimalText, type Row } from '../../../shared/rows';

/** Rows in which nothing was traded come with zero prices (exmo-api/REST.md 2.8). */
export const isTraded = (row: Row): boolean =>
	[row.o, row.h, row.l, row.c].some((price) => Number(price) !== 0);

/** One row of `candles_history`. */
export const candleItem = (pair: string, row: Row): IDataObject => ({
	pair,
	open: decimalText(row.o),
	high: decimalText(row.h),
	low: decimalText(row.l),
	close: decimalText(row.c),
	volume: decimalText(row.v),
	time: Number(row.t),
	openedAt: isoOfMilliseconds(Number(row.t)),
});
