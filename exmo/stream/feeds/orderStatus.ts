/**
 * What a row of an order topic says about the order. EXMO ends a filled order with the status
 * "cancelled": what is left of it decides (exmo-api/WEBSOCKET.md 4.7).
 */
import { amountOf } from '../../money/amounts';
import { compare, isZero } from '../../money/decimal';
import { isStopOrder } from '../../api/ids';
import type { Row } from '../../api/rows';
import type { OrderStatus } from '../../account/orderStatus';

/** Margin orders wait as "active". Of their other words only the beginning of a cancel is known. */
const WAITING = ['open', 'executing', 'active'];

export function orderStatusOf(row: Row): OrderStatus {
	const remaining = amountOf(row.quantity);
	if (!WAITING.includes(String(row.status ?? 'open'))) {
		if (!isZero(remaining)) return 'cancelled';
		return isStopOrder(row) ? 'triggered' : 'filled';
	}
	const original = row.original_quantity ?? row.init_quantity;
	if (original === undefined || original === '') {
		return row.status === 'executing' ? 'partiallyFilled' : 'open';
	}
	return compare(remaining, amountOf(original)) < 0 ? 'partiallyFilled' : 'open';
}
