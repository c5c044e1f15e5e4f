/**
 * Exact decimal numbers: money never passes through a JavaScript double.
 *
 * A `Decimal` is `units / 10^scale`; it is immutable and always reduced (no trailing zeros), so equal
 * values have equal parts. On the wire and in items a decimal is a plain string: dot, no exponent,
 * no trailing zeros (exmo-api/REST.md 1.7).
 */
import { InputError } from '../errors/inputError';

export interface Decimal {
	readonly units: bigint;
	/** Digits after the point, 0 or more. */
	readonly scale: number;
}

/** Which way a result goes that does not fit: toward zero, away from zero, or to the nearer (half away from zero). */
export type Rounding = 'down' | 'up' | 'half';

/** Thrown when a text is not a decimal number; the message quotes it and is fit for a user. */
export class NotADecimal extends InputError {
	override readonly name = 'NotADecimal';
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** Longer than any amount; keeps a pasted wall of digits or "1e9999" from becoming work. */
const MAX_DIGITS = 100;

const pow10 = (exponent: number): bigint => 10n ** BigInt(exponent);

const reduced = (units: bigint, scale: number): Decimal => {
	if (units === 0n) return { units, scale: 0 };
	while (scale > 0 && units % 10n === 0n) {
		units /= 10n;
		scale -= 1;
	}
	return { units, scale };
};

export const ZERO: Decimal = { units: 0n, scale: 0 };

/**
 * Reads a decimal from a text such as "0.001", ".5", "1e-7" or from a number (an expression's result).
 * @throws NotADecimal for anything else, thousands separators and decimal commas included
 */
export function parseDecimal(value: string | number): Decimal {
	const text = String(value).trim();
	const match = DECIMAL.exec(text);
	const whole = match?.[2] ?? '';
	const fraction = match?.[3] ?? '';
	if (!match || whole + fraction === '') {
		const hint = /^[+-]?\d+,\d+$/.test(text) ? ` Use a dot: ${text.replace(',', '.')}.` : '';
		throw new NotADecimal(`"${text}" is not a decimal number.${hint}`);
	}
	const scale = fraction.length - Number(match[4] ?? 0);
	if (whole.length + fraction.length > MAX_DIGITS || Math.abs(scale) > MAX_DIGITS) {
		throw new NotADecimal(`"${text.slice(0, 30)}…" has more digits than any amount.`);
	}
	const units = BigInt(whole + fraction) * (match[1] === '-' ? -1n : 1n);
	return scale >= 0 ? reduced(units, scale) : reduced(units * pow10(-scale), 0);
}

/** The plain notation that EXMO expects: "0.00000001", "-12.5", "1000". */
export function formatDecimal({ units, scale }: Decimal): string {
	const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
	const whole = digits.slice(0, digits.length - scale);
	const fraction = digits.slice(digits.length - scale);
	return (units < 0n ? '-' : '') + whole + (fraction === '' ? '' : `.${fraction}`);
}

const unitsAt = (value: Decimal, scale: number): bigint => value.units * pow10(scale - value.scale);

/** Negative, zero or positive, as for Array.sort. */
export function compare(a: Decimal, b: Decimal): number {
	const scale = Math.max(a.scale, b.scale);
	const left = unitsAt(a, scale);
	const right = unitsAt(b, scale);
	return left < right ? -1 : left > right ? 1 : 0;
}

export const isZero = (value: Decimal): boolean => value.units === 0n;
export const isPositive = (value: Decimal): boolean => value.units > 0n;

export function add(a: Decimal, b: Decimal): Decimal {
	const scale = Math.max(a.scale, b.scale);
	return reduced(unitsAt(a, scale) + unitsAt(b, scale), scale);
}

export const negate = (value: Decimal): Decimal => ({ units: -value.units, scale: value.scale });

export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b));

export const multiply = (a: Decimal, b: Decimal): Decimal =>
	reduced(a.units * b.units, a.scale + b.scale);

/** The integer quotient of two integers, rounded. */
function quotient(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
	const whole = dividend / divisor;
	const rest = dividend % divisor;
	if (rest === 0n || rounding === 'down') return whole;
	const awayFromZero = whole + (dividend < 0n === divisor < 0n ? 1n : -1n);
	if (rounding === 'up') return awayFromZero;
	const twice = 2n * (rest < 0n ? -rest : rest);
	return twice >= (divisor < 0n ? -divisor : divisor) ? awayFromZero : whole;
}

/**
 * a / b with `scale` digits after the point.
 * @throws RangeError when b is zero
 */
export function divide(a: Decimal, b: Decimal, scale: number, rounding: Rounding): Decimal {
	if (isZero(b)) throw new RangeError('Division by zero');
	const dividend = a.units * pow10(b.scale + scale);
	const divisor = b.units * pow10(a.scale);
	return reduced(quotient(dividend, divisor, rounding), scale);
}

/** The value with at most `scale` digits after the point. */
export function round(value: Decimal, scale: number, rounding: Rounding): Decimal {
	if (value.scale <= scale) return value;
	return reduced(quotient(value.units, pow10(value.scale - scale), rounding), scale);
}
