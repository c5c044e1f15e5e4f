/** Which balances have changed. */
import { amountOf } from '../money/amounts';
import {
	add,
	compare,
	isPositive,
	isZero,
	negate,
	subtract,
	ZERO,
	type Decimal,
} from '../money/decimal';

/** Decimal texts by currency; one that is missing is zero. */
export type Balances = Readonly<Record<string, string>>;

export interface BalanceChange {
	readonly currency: string;
	readonly before: Decimal;
	readonly after: Decimal;
	/** After less before. */
	readonly change: Decimal;
}

/** What may be counted of `user_info` (exmo-api/REST.md 3.1): free, locked in orders, or both. */
export type Counted = 'free' | 'inOrders' | 'total';

/** The balances of one kind; `free` and `reserved` are EXMO's maps of currencies. */
export function countedBalances(
	free: Readonly<Record<string, unknown>>,
	reserved: Readonly<Record<string, unknown>>,
	counted: Counted,
): Map<string, Decimal> {
	const currencies = new Set([...Object.keys(free), ...Object.keys(reserved)]);
	const amount = (currency: string): Decimal =>
		counted === 'free'
			? amountOf(free[currency])
			: counted === 'inOrders'
				? amountOf(reserved[currency])
				: add(amountOf(free[currency]), amountOf(reserved[currency]));
	return new Map([...currencies].map((currency) => [currency, amount(currency)]));
}

/**
 * Balances that differ from those before by more than `threshold`, in the currency's own unit. Small
 * changes add up: they are measured from what was last emitted.
 */
export function changedBalances(
	before: Balances,
	now: ReadonlyMap<string, Decimal>,
	threshold: Decimal,
): BalanceChange[] {
	const currencies = new Set([...Object.keys(before), ...now.keys()]);
	return [...currencies]
		.map((currency) => {
			const [was, is] = [amountOf(before[currency]), now.get(currency) ?? ZERO];
			return { currency, before: was, after: is, change: subtract(is, was) };
		})
		.filter(({ change }) => {
			const size = isPositive(change) ? change : negate(change);
			return !isZero(size) && compare(size, threshold) > 0;
		});
}
