/** Percentages as EXMO has them: "0.3" means 0.3 % (exmo-api/REST.md 1.7). */
import { divide, multiply, parseDecimal, type Decimal, type Rounding } from './decimal';

const HUNDRED = parseDecimal('100');

/** So many percent of an amount. */
export const percentOf = (
	amount: Decimal,
	percent: Decimal,
	scale: number,
	rounding: Rounding,
): Decimal => divide(multiply(amount, percent), HUNDRED, scale, rounding);

/** A part in percent of the whole, which is not zero. */
export const inPercent = (
	part: Decimal,
	whole: Decimal,
	scale: number,
	rounding: Rounding,
): Decimal => divide(multiply(part, HUNDRED), whole, scale, rounding);
