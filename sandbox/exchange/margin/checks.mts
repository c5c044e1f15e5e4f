import { DECIMALS } from '../money.mts';
import { refuse } from '../refusal.mts';
import type { MarginOrder } from './orders.mts';

/** Checks the terms of a margin order against its pair. Throws a Refusal. */
export function checkOrder(order: MarginOrder): void {
	const { rules, style, quantity, price, stopPrice, distance, leverage, comment } = order;
	const { pair } = rules;
	if (leverage.lt(1) || leverage.gt(rules.maxLeverage)) throw refuse.leverageTooHigh();
	if (quantity.decimalPlaces() > DECIMALS) throw refuse.quantityTooPrecise('quantity');
	if (quantity.lt(pair.minQuantity) || quantity.gt(pair.maxQuantity)) {
		throw refuse.outsideMarginLimits('quantity');
	}
	const prices = { price, stop_price: stopPrice };
	const needed = { price: style.endsWith('limit'), stop_price: style.startsWith('stop') };
	for (const name of ['price', 'stop_price'] as const) {
		const value = prices[name];
		if (!needed[name] && value.isZero()) continue;
		if (value.decimalPlaces() > pair.pricePrecision) {
			throw refuse.marginPriceTooPrecise(value.decimalPlaces(), pair.pricePrecision);
		}
		if (value.lt(pair.minPrice) || value.gt(pair.maxPrice)) throw refuse.outsideMarginLimits(name);
	}
	if (style === 'trailing_stop' && distance.lte(0)) throw refuse.notPositive('distance');
	if (!/^[A-Za-z _]{0,50}$/.test(comment)) throw refuse.badComment();
}
