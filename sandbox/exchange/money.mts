import { Decimal as Base } from 'decimal.js';

/** Exact decimals: 60 digits, so that price x quantity is never rounded behind our back. */
const Exact = Base.clone({ precision: 60, rounding: Base.ROUND_HALF_UP });

export type Money = Base;

/** An exact decimal from a plain decimal string (or another exact decimal). */
export const money = (value: Base.Value): Money => new Exact(value);

export const ZERO = money(0);

/** EXMO keeps 8 decimals of every currency (exmo-api/REST.md 1.7). */
export const DECIMALS = 8;

/** Cuts to 8 decimals, downwards: parts of a trade can then never cost more than their whole. */
export const floor8 = (value: Money): Money => value.toDecimalPlaces(DECIMALS, Base.ROUND_DOWN);

/** Rounds to 8 decimals, half up. */
export const round8 = (value: Money): Money => value.toDecimalPlaces(DECIMALS, Base.ROUND_HALF_UP);

/** A fee: `percent` of `whole`, cut to 8 decimals and not rounded (exmo-api/REST.md 10). */
export const percentOf = (percent: Base.Value, whole: Money): Money =>
	floor8(whole.times(percent).div(100));

/** As EXMO writes amounts: plain notation, trailing zeros trimmed, never an exponent. */
export const text = (value: Money): string => value.toFixed();

export const min = (a: Money, b: Money): Money => (a.lt(b) ? a : b);
export const max = (a: Money, b: Money): Money => (a.gt(b) ? a : b);
