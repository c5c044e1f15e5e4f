import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../../exmo/api/rows';
import { isoOfSeconds } from '../fields/dates';
import { decimalText, numberOf } from './rows';

/** EXMO's booleans come as such, as text or as a number (exmo-api/REST.md 13.6). */
const isTrue = (value: unknown): boolean => ['true', '1'].includes(String(value));

/** The answer of `code_check` (REST.md 5.3). */
export const checkedCodeItem = (row: Row): IDataObject => ({
	valid: isTrue(row.valid),
	used: isTrue(row.used),
	currency: String(row.currency ?? ''),
	amount: decimalText(row.amount),
	created: numberOf(row.created),
	createdAt: isoOfSeconds(row.created),
	usedAt: isoOfSeconds(row.used_dt),
});
