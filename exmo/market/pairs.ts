/** A pair's rules (exmo-api/REST.md 2.4) and what they say about an order. Never cached for long: they change. */
import { amountOf, excerpt, isAmount } from '../money/amounts';
import {
	compare,
	formatDecimal,
	isPositive,
	isZero,
	round,
	ZERO,
	type Decimal,
} from '../money/decimal';
import { entriesOf, type ByName, type Row } from '../api/rows';
import { ExmoError } from '../errors/errors';
import { InputError } from '../errors/inputError';

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
	/** Zero: none. */
	readonly max: Decimal;
}

export const isBelowMin = (value: Decimal, { min }: Limits): boolean => compare(value, min) < 0;

export const isAboveMax = (value: Decimal, { max }: Limits): boolean =>
	!isZero(max) && compare(value, max) > 0;

/** The value, or the maximum where it is above that. */
export const upToMax = (value: Decimal, limits: Limits): Decimal =>
	isAboveMax(value, limits) ? limits.max : value;

/** Far above any pair's; a price with more decimals than this is no price. */
const MAX_PRICE_DECIMALS = 18;

/**
 * How many decimals a price may have; 8, as a quantity, where EXMO does not say. Rounding by anything
 * but a whole number of 0 or more would send another price than was asked for.
 */
function pricePrecisionOf(value: unknown, refuse: Refuse, name: string): number {
	if (value === undefined || value === null || value === '') return QUANTITY_DECIMALS;
	const isWhole = ['number', 'string'].includes(typeof value) && /^\d{1,2}$/.test(String(value));
	if (isWhole && Number(value) <= MAX_PRICE_DECIMALS) return Number(value);
	return refuse(`${name} is ${excerpt(value)}, not a whole number from 0 to ${MAX_PRICE_DECIMALS}`);
}

/** Says what of a pair's rules cannot be read. */
type Refuse = (what: string) => never;

/** What a pair's row calls its rules; spot and margin differ. */
export interface RuleNames {
	readonly pricePrecision: string;
	readonly taker: string;
	readonly maker: string;
	/** The names of minimum and maximum. */
	limits(of: 'quantity' | 'price' | 'amount'): readonly [min: string, max: string] | undefined;
}

const SPOT_NAMES: RuleNames = {
	pricePrecision: 'price_precision',
	taker: 'commission_taker_percent',
	maker: 'commission_maker_percent',
	limits: (of) => [`min_${of}`, `max_${of}`],
};

/**
 * A pair's rules. A limit or a fee that EXMO leaves out counts as none.
 * @throws ExmoError (network) for rules that cannot be read: an order could then not be checked
 */
export function readPairRules(
	pair: string,
	settings: Row,
	names: RuleNames = SPOT_NAMES,
): PairRules {
	const refuse: Refuse = (what) => {
		throw new ExmoError({
			title: `EXMO's rules of ${pair} cannot be read: ${what}`,
			advice: 'Nothing was sent: an order could not be checked against them.',
			kind: 'network',
			effect: 'none',
		});
	};
	const decimal = (name: string): Decimal =>
		isAmount(settings[name])
			? amountOf(settings[name])
			: refuse(`${name} is ${excerpt(settings[name])}, not a number`);
	const limit = (name: string): Decimal => {
		const value = decimal(name);
		return isZero(value) || isPositive(value) ? value : refuse(`${name} is below zero`);
	};
	const limits = (of: Parameters<RuleNames['limits']>[0]): Limits => {
		const [min, max] = names.limits(of) ?? [];
		return { min: min ? limit(min) : ZERO, max: max ? limit(max) : ZERO };
	};
	const [base = '', quote = ''] = pair.split('_');
	return {
		pair,
		base,
		quote,
		quantity: limits('quantity'),
		price: limits('price'),
		amount: limits('amount'),
		pricePrecision: pricePrecisionOf(settings[names.pricePrecision], refuse, names.pricePrecision),
		takerPercent: decimal(names.taker),
		makerPercent: decimal(names.maker),
	};
}

/** A pair that is listed; its rules are read when they are needed, so that one odd row hides no other. */
export interface ListedPair {
	readonly pair: string;
	readonly base: string;
	readonly quote: string;
	/** @throws ExmoError (network) when they cannot be read */
	rules(): PairRules;
}

/** The whole reply of `pair_settings`, by pair. */
export const readPairList = (settings: ByName<Row>): Map<string, ListedPair> =>
	new Map(
		entriesOf(settings).map(([pair, row]) => {
			const [base = '', quote = ''] = pair.split('_');
			return [pair, { pair, base, quote, rules: () => readPairRules(pair, row) }];
		}),
	);

/** Thrown when an order does not fit the pair's rules; the message names the limit and the nearest valid value. */
export class OrderDoesNotFit extends InputError {
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
	limits: Limits,
	currency: string,
	pair: string,
): void {
	const tell = (side: string, limit: Decimal) => {
		throw new OrderDoesNotFit(
			`The ${label} ${formatDecimal(value)} ${currency} is ${side} ${formatDecimal(limit)} ${currency} of ${pair}. The nearest valid ${label} is ${formatDecimal(limit)}.`,
		);
	};
	if (isBelowMin(value, limits)) tell('below the minimum', limits.min);
	if (isAboveMax(value, limits)) tell('above the maximum', limits.max);
}
