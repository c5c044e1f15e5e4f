/** EXMO's rows as items: ids and decimals as strings, times as ISO beside EXMO's own. */
import type { Row } from '../../../exmo/api/rows';
import type { IDataObject } from 'n8n-workflow';

import { isMissing } from '../../../exmo/api/form';
import { amountText, isAmount } from '../../../exmo/money/amounts';

/** EXMO's row as it is, for Simplify switched off. */
export const rawItem = (row: Row): IDataObject => ({ ...row }) as IDataObject;

/**
 * A number of EXMO's in plain decimal notation. "" where it sent none: an item claims no zero that
 * EXMO did not send. What is no number stays as it is.
 */
export function decimalText(value: unknown): string {
	if (isMissing(value)) return '';
	if (isAmount(value)) return amountText(value);
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A number that says "unused" with 0 (REST.md 13.12): "" then. */
export function usedDecimal(value: unknown): string {
	const text = decimalText(value);
	return text === '0' ? '' : text;
}

/** A time or a count as EXMO has it; 0 where there is none. */
export const numberOf = (value: unknown): number =>
	/^\d+$/.test(String(value)) ? Number(value) : 0;

/** An id as a string; "" where EXMO says "none" with 0 (REST.md 13.12). */
export function idText(value: unknown): string {
	const text = String(value ?? '');
	return text === '0' ? '' : text;
}
