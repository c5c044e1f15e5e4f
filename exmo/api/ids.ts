/** The IDs that EXMO gives: whole numbers of any length, as text or as number. */
import type { Row } from './rows';

/** An ID in an answer of EXMO's: a whole number above 0, as text or number; "" for anything else. */
export function answeredId(value: unknown): string {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	return /^[1-9]\d{0,19}$/.test(text) ? text : '';
}

/** The task ID of a withdrawal or gift code, as text or number (exmo-api/REST.md 4.2); "" for anything else. */
export function answeredTaskId(value: unknown): string {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	return /^[1-9A-Za-z_-][\w-]{0,63}$/.test(text) ? text : '';
}

/** For sorting by whole-number IDs of any length, numbers or strings. */
export function compareIds(a: unknown, b: unknown): number {
	const [left, right] = [String(a), String(b)];
	return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}

/** Stop orders have a `parent_order_id` instead of an `order_id`; trades can have both (REST.md 3.6, 3.7). */
export const orderIdOf = (row: Row): string =>
	answeredId(row.order_id) || answeredId(row.parent_order_id);

/** Whether a row of an order is of a stop order that has not fired. */
export const isStopOrder = (row: Row): boolean =>
	answeredId(row.order_id) === '' && answeredId(row.parent_order_id) !== '';

export const tradeIdOf = (row: Row): string => String(row.trade_id);
