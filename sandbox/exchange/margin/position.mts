import type { Account } from '../accounts.mts';
import { floor8, money, percentOf, round8, ZERO, type Money } from '../money.mts';
import type { MarginRules } from './rules.mts';

/** What an account holds of a pair on borrowed money. Isolated: it can lose its margin, not more. */
export interface Position {
	id: bigint;
	account: Account;
	rules: MarginRules;
	type: 'long' | 'short';
	quantity: Money;
	/** Average entry. */
	basePrice: Money;
	leverage: Money;
	/** Locked in the margin wallet, in the quote currency. */
	margin: Money;
	realizedPnl: Money;
	createdMs: number;
	fundingNextMs: number;
}

/** Profit of a quantity at a price, before fees, in the quote currency. */
export function profit(position: Position, price: Money, quantity = position.quantity): Money {
	const perUnit = price.minus(position.basePrice);
	return round8((position.type === 'long' ? perUnit : perUnit.negated()).times(quantity));
}

/** What was borrowed, in the quote currency. */
export const borrowed = (position: Position): Money => {
	const value = floor8(position.basePrice.times(position.quantity));
	return value.gt(position.margin) ? value.minus(position.margin) : ZERO;
};

/** The price at which only `percent` of the margin is left. */
function priceAtLevel(position: Position, percent: string): Money {
	const loss = position.margin.times(money(100).minus(percent)).div(100);
	const perUnit = loss.div(position.quantity);
	const price =
		position.type === 'long' ? position.basePrice.minus(perUnit) : position.basePrice.plus(perUnit);
	return price.isNegative() ? ZERO : round8(price);
}

export const liquidationPrice = (position: Position): Money =>
	priceAtLevel(position, position.rules.liquidationLevel);

export const marginCallPrice = (position: Position): Money =>
	priceAtLevel(position, position.rules.marginCallLevel);

/** The price at which the fees of both ways are paid for. */
export function breakEvenPrice({ basePrice, rules, type }: Position): Money {
	const fees = percentOf(rules.takerPercent, basePrice).times(2);
	return round8(type === 'long' ? basePrice.plus(fees) : basePrice.minus(fees));
}

/** Margin and profit as a share of what the position is worth, in percent. */
export function marginLevel(position: Position, price: Money): Money {
	const value = price.times(position.quantity);
	return value.isZero()
		? ZERO
		: position.margin.plus(profit(position, price)).div(value).times(100).toDecimalPlaces(2);
}

/** Whether a price is as bad as a limit for the position. */
export const isAtOrBeyond = (position: Position, price: Money, limit: Money): boolean =>
	position.type === 'long' ? price.lte(limit) : price.gte(limit);

/** Margin that can be taken out while the leverage stays within the pair's. */
export function removableMargin(position: Position, price: Money): Money {
	const needed = position.basePrice.times(position.quantity).div(position.rules.maxLeverage);
	const pnl = profit(position, price);
	const loss = pnl.isNegative() ? pnl.abs() : ZERO;
	const removable = floor8(position.margin.minus(needed).minus(loss));
	return removable.isNegative() ? ZERO : removable;
}

/** What is paid at the next funding time. */
export const fundingFee = (position: Position): Money =>
	percentOf(position.rules.fundingPercent, borrowed(position));
