/** A pair's rules (exmo-api/REST.md 2.4) and what they say about an order. Never cached for long: they change. */
import { compare, formatDecimal, isZero, parseDecimal, round, type Decimal } from './decimal';

/** Decimals allowed in a quantity or a total, for every pair (REST.md 1.7). */
export const QUANTITY_DECIMALS = 8;

export interface PairRules {
	readonly pair: string;
	readonly base: string;
	readonly quote: string;
	/** Limits of the quantity, in the base currency. */
	readonly quantity: Limits;
	/** Limits of the price, in the quote currency. */
	readonly price: Limits;
	/** Limits of price times quantity, in the quote currency. */
	readonly amount: Limits;
	/** Decimals allowed in a price. */
	readonly pricePrecision: number;
	/** Fees in percent: 0.3 means 0.3 %. */
	readonly takerPercent: Decimal;
	readonly makerPercent: Decimal;
}

export interface Limits {
	readonly min: Decimal;
	readonly max: Decimal;
}

/** One row of `pair_settings`. */
export type PairSettings = Record<string, unknown>;

const decimalOf = (value: unknown): Decimal => parseDecimal(String(value ?? '0') || '0');

export function readPairRules(pair: string, settings: PairSettings): PairRules {
	const [base, quote] = pair.split('_');
	const limits = (name: string): Limits => ({
		min: decimalOf(settings[`min_${name}`]),
		max: decimalOf(settings[`max_${name}`]),
	});
	return {
		pair,
		base,
		quote,
		quantity: limits('quantity'),
		price: limits('price'),
		amount: limits('amount'),
		pricePrecision: Number(settings.price_precision ?? QUANTITY_DECIMALS),
		takerPercent: decimalOf(settings.commission_taker_percent),
		makerPercent: decimalOf(settings.commission_maker_percent),
	};
}

/** The whole reply of `pair_settings`, by pair. */
export const readPairList = (settings: Record<string, PairSettings>): Map<string, PairRules> =>
	new Map(Object.entries(settings).map(([pair, row]) => [pair, readPairRules(pair, row)]));

/** Thrown when an order does not fit the pair's rules; the message names the limit and the nearest valid value. */
export class OrderDoesNotFit extends Error {
	override readonly name = 'OrderDoesNotFit';
}

/** Whether a number that has too many decimals is fitted (in the user's favour) or refused. */
export type Fitting = 'fit' | 'refuse';

export type Side = 'buy' | 'sell';

/**
 * The value with the decimals that are allowed. Fitted quantities and totals go down; a fitted buy
 * price goes down and a sell price up: never more than one step, never to the user's disadvantage.
 * @throws OrderDoesNotFit when it would have to be changed and `fitting` is refuse
 */
export function fitDecimals(
	label: string,
	value: Decimal,
	decimals: number,
	direction: 'down' | 'up',
	fitting: Fitting,
): Decimal {
	const fitted = round(value, decimals, direction);
	if (fitting === 'refuse' && compare(fitted, value) !== 0) {
		throw new OrderDoesNotFit(
			`The ${label} ${formatDecimal(value)} has more than ${decimals} decimals. The nearest valid ${label} is ${formatDecimal(round(value, decimals, 'half'))}.`,
		);
	}
	return fitted;
}

/**
 * @throws OrderDoesNotFit when the value lies outside the limits; a maximum of zero is none
 */
export function checkLimits(
	label: string,
	value: Decimal,
	{ min, max }: Limits,
	currency: string,
	pair: string,
): void {
	const tell = (side: string, limit: Decimal) => {
		throw new OrderDoesNotFit(
			`The ${label} ${formatDecimal(value)} ${currency} is ${side} ${formatDecimal(limit)} ${currency} of ${pair}. The nearest valid ${label} is ${formatDecimal(limit)}.`,
		);
	};
	if (compare(value, min) < 0) tell('below the minimum', min);
	if (!isZero(max) && compare(value, max) > 0) tell('above the maximum', max);
}
