/** From an item's fields to a margin order that fits the pair's rules, before anything is sent. */
import {
	compare,
	divide,
	formatDecimal,
	isZero,
	multiply,
	type Decimal,
} from '../../../../exmo/money/decimal';
import {
	MARGIN_ORDER_TYPES,
	type MarginOrderType,
	type MarginPair,
} from '../../../../exmo/account/margin';
import {
	checkLimits,
	fitDecimals,
	OrderDoesNotFit,
	QUANTITY_DECIMALS,
	type Fitting,
	type Side,
} from '../../../../exmo/market/pairs';
import type { Params } from '../../../../exmo/api/signing';
import { clock } from '../../../shared/exchange/clock';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import type { ItemParameters } from '../../../shared/fields/parameters';
import { sideField } from './fields';
import { marginTypeField } from './marginFields';

/** What an order can have, and what of it can be changed later. */
export interface MarginTerms {
	/** Base currency. */
	readonly quantity?: Decimal;
	/** Quote currency; limit and stop-limit orders. */
	readonly price?: Decimal;
	/** Quote currency; stop and stop-limit orders. */
	readonly stopPrice?: Decimal;
	/** Trailing stops; in which unit is not known (exmo-api/REST.md 6.1). */
	readonly distance?: Decimal;
	/** Unix seconds. */
	readonly expire?: number;
	readonly comment?: string;
}

export interface MarginPlan extends MarginTerms {
	readonly rules: MarginPair;
	readonly side: Side;
	readonly orderType: MarginOrderType;
	readonly quantity: Decimal;
	readonly leverage: Decimal;
	/** The parameters of `margin/user/order/create` but for the client order ID. */
	readonly params: Params;
}

/** Comment and expiry out of a collection. @throws InvalidInput */
export function readExtras(parameters: ItemParameters, collection: string): MarginTerms {
	const options = parameters.options(collection);
	const comment = options.text('comment');
	if (comment !== undefined && !/^[A-Za-z _]{1,50}$/.test(comment)) {
		throw new InvalidInput('Comment may have up to 50 Latin letters, spaces and underscores.');
	}
	const expire = options.seconds('expire');
	if (expire !== undefined && expire * 1000 <= clock.date().getTime()) {
		throw new InvalidInput('Expires At lies in the past.');
	}
	return { expire, comment };
}

/**
 * The terms with the decimals that the pair allows: never in the user's disfavour, and a trigger one
 * step towards the price of today. The distance goes out as it is.
 * @throws OrderDoesNotFit, with the limit and the nearest valid value
 */
export function fitTerms(
	terms: MarginTerms,
	{ pair, base, quote, ...rules }: MarginPair,
	side: Side,
	fitting: Fitting,
): MarginTerms {
	const fitPrice = (label: string, value: Decimal | undefined) => {
		const direction = side === 'sell' ? 'up' : 'down';
		const fitted = value && fitDecimals(label, value, rules.pricePrecision, direction, fitting);
		if (fitted) checkLimits(label, fitted, rules.price, quote, pair);
		return fitted;
	};
	const quantity =
		terms.quantity && fitDecimals('quantity', terms.quantity, QUANTITY_DECIMALS, 'down', fitting);
	if (quantity) checkLimits('quantity', quantity, rules.quantity, base, pair);
	return {
		...terms,
		quantity,
		price: fitPrice('price', terms.price),
		stopPrice: fitPrice('stop price', terms.stopPrice),
	};
}

const text = (value: Decimal | undefined): string | undefined => value && formatDecimal(value);

/** The terms under EXMO's names (REST.md 6.1, 6.2); what is not set is left out. */
export const wireTerms = (terms: MarginTerms): Params => ({
	quantity: text(terms.quantity),
	price: text(terms.price),
	stop_price: text(terms.stopPrice),
	distance: text(terms.distance),
	expire: terms.expire,
	comment: terms.comment,
});

/** @throws InvalidInput | NotADecimal | OrderDoesNotFit, with the limit and the nearest valid value */
export function planMarginOrder(
	parameters: ItemParameters,
	rules: MarginPair,
	fitting: Fitting,
): MarginPlan {
	const side = parameters.choice(sideField);
	const orderType = parameters.choice(marginTypeField);
	const wanted = (name: string, types: MarginOrderType[]) =>
		types.includes(orderType) ? parameters.positiveDecimal(name) : undefined;
	const asked = {
		quantity: parameters.positiveDecimal('quantity'),
		price: wanted('price', ['limit', 'stopLimit']),
		stopPrice: wanted('stopPrice', ['stop', 'stopLimit']),
		distance: wanted('distance', ['trailingStop']),
		...readExtras(parameters, 'options'),
	};
	const leverage = parameters.positiveDecimal('leverage');
	const { maxLeverage, pair } = rules;
	if (!isZero(maxLeverage) && compare(leverage, maxLeverage) > 0) {
		throw new OrderDoesNotFit(
			`The leverage ${formatDecimal(leverage)} is above the maximum ${formatDecimal(maxLeverage)} of ${pair}.`,
		);
	}
	const terms = fitTerms(asked, rules, side, fitting);
	return {
		...terms,
		quantity: terms.quantity as Decimal,
		...{ rules, side, orderType, leverage },
		params: {
			pair,
			type: `${MARGIN_ORDER_TYPES[orderType]}_${side}`,
			leverage: formatDecimal(leverage),
			...wireTerms(terms),
		},
	};
}

/**
 * What a quantity is worth, in the quote currency: at its own price, or at the best price that EXMO
 * shows. How deep the margin book is, the API does not tell: a market order may turn out worse.
 * @throws OrderDoesNotFit when EXMO shows no price
 */
export function worthOf(
	quantity: Decimal,
	{ price, stopPrice }: MarginTerms,
	side: Side,
	{ bid, ask, pair }: MarginPair,
): Decimal {
	const at = price ?? stopPrice ?? (side === 'buy' ? ask : bid);
	if (isZero(at)) throw new OrderDoesNotFit(`EXMO shows no price of ${pair} to price this by.`);
	return multiply(quantity, at);
}

/** The margin that a worth needs at a leverage, rounded up. */
export const marginFor = (worth: Decimal, leverage: Decimal): Decimal =>
	divide(worth, leverage, QUANTITY_DECIMALS, 'up');
