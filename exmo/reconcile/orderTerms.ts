/** What the rows of an order show of what was sent: it distinguishes orders of the same client order ID. */
import type { Row } from '../api/rows';
import type { Params } from '../api/signing';
import type { Side } from '../market/pairs';
import { compare, isZero, parseDecimal, type Decimal } from '../money/decimal';

export interface OrderTerms {
	readonly side: Side;
	/** The limit of a limit order, or the trigger price of a stop order. */
	readonly price?: Decimal;
	/** Base currency; not known of a market order by total. */
	readonly quantity?: Decimal;
}

/** The terms in the parameters of `order_create` or `stop_market_order_create` (REST.md 3.2, 3.4). */
export function termsOf({
	type,
	price,
	trigger_price: triggerPrice,
	quantity,
}: Params): OrderTerms {
	const decimal = (value: Params[string]): Decimal | undefined =>
		value === undefined ? undefined : parseDecimal(String(value));
	const limit = decimal(triggerPrice ?? price);
	return {
		side: String(type).includes('sell') ? 'sell' : 'buy',
		price: limit && !isZero(limit) ? limit : undefined, // a market order has the price 0
		quantity: String(type).endsWith('_total') ? undefined : decimal(quantity),
	};
}

/** A number of a row; undefined where the row shows none. */
function shown(value: unknown): Decimal | undefined {
	try {
		return value === undefined || value === '' ? undefined : parseDecimal(String(value));
	} catch {
		return undefined;
	}
}

/**
 * Whether a row can be of an order with these terms; what a row does not show says nothing.
 * @param isTrade whether the row is one fill of it
 */
export function fits(
	row: Row,
	{ side, price, quantity }: OrderTerms,
	isTrade: boolean,
	isStop = false,
): boolean {
	const type = String(row.type ?? '');
	if (/buy|sell/.test(type) && !type.includes(side)) return false;
	const rowQuantity = shown(row.quantity); // what is left of it, or one fill
	if (rowQuantity && quantity && compare(rowQuantity, quantity) > 0) return false;
	const rowPrice = shown(row.trigger_price ?? row.price);
	if (!rowPrice || !price) return true;
	if (!isTrade) return compare(rowPrice, price) === 0;
	if (isStop) return true; // it is filled at whatever the market gives
	return side === 'buy' ? compare(rowPrice, price) <= 0 : compare(rowPrice, price) >= 0;
}
