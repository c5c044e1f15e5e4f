/** Numbers out of fields. What is none is refused with the field's name and with what would be one. */
import {
	isPositive,
	isZero,
	parseDecimal,
	ZERO,
	type Decimal,
	type NotADecimal,
} from '../../../exmo/money/decimal';
import { InvalidInput } from '../errors/nodeErrors';

/** A field as its errors name it. */
export interface FieldText {
	readonly label: string;
	/** A number that would be valid, e.g. "30000". */
	readonly sample: string;
}

export const isBlank = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	(Array.isArray(value) ? value.length === 0 : typeof value === 'string' && value.trim() === '');

const GROUPS_OF_THREE = /^[+-]?\d{1,3}([.,]\d{3})+$/;

/** A text without its thousands separators; "1,234" may be a thousand and more, or a good one. */
function plainForms(text: string): string[] {
	const [commas, dots] = [text.split(',').length - 1, text.split('.').length - 1];
	if (commas > 0 && dots > 0) {
		const separator = text.lastIndexOf(',') > text.lastIndexOf('.') ? '.' : ',';
		return [text.replaceAll(separator, '').replace(',', '.')];
	}
	if (commas + dots > 1) return GROUPS_OF_THREE.test(text) ? [text.replace(/[.,]/g, '')] : [];
	const withDot = text.replace(',', '.');
	return commas === 1 && GROUPS_OF_THREE.test(text) ? [withDot, text.replace(',', '')] : [withDot];
}

/** What a text such as "1,234.56" or "5 USD" may have been meant to be; empty for anything else. */
export function meantBy(text: string): string[] {
	const bare = text
		.replace(/[\s'’_]/g, '')
		.replace(/^(?:\p{Sc}|[A-Z]{2,5}(?=[\d.,+-]))/iu, '')
		.replace(/(?<=\d)(?:[\p{Sc}%]|[A-Z]{2,10})$/iu, '');
	return plainForms(bare).filter((form) => /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(form));
}

/** What stands in the field, short enough for a sentence. */
function shown(value: unknown): string {
	if (Array.isArray(value)) return 'holds a list';
	if (typeof value === 'object') return 'holds an object';
	const text = String(value).trim();
	return `"${text.length > 30 ? `${text.slice(0, 30)}…` : text}"`;
}

/** The decimal, or why it is none; a list or an object needs no reason. */
function parsed(value: unknown): { decimal?: Decimal; failure?: string } {
	if (typeof value !== 'string' && typeof value !== 'number') return {};
	try {
		return { decimal: parseDecimal(value) };
	} catch (error) {
		return { failure: (error as NotADecimal).message };
	}
}

/** A decimal of any sign. @throws InvalidInput when the field is empty or holds no number */
export function readDecimal({ label, sample }: FieldText, value: unknown): Decimal {
	if (isBlank(value)) {
		throw new InvalidInput(`${label} is empty. Fill in a number such as ${sample}.`);
	}
	const { decimal, failure } = parsed(value);
	if (decimal) return decimal;
	if (failure?.includes('more digits')) throw new InvalidInput(`${label} ${failure}`);
	const meant = typeof value === 'string' ? meantBy(value) : [];
	const advice = meant.length > 0 ? `Write ${meant.join(' or ')}.` : `Write it like ${sample}.`;
	const what = shown(value);
	throw new InvalidInput(
		`${label} ${what}${what.startsWith('"') ? ' is not a number' : ', not a number'}. ${advice}`,
	);
}

/** @throws InvalidInput for anything but a decimal above zero */
export function readPositive(field: FieldText, value: unknown): Decimal {
	const decimal = readDecimal(field, value);
	if (isPositive(decimal)) return decimal;
	throw new InvalidInput(
		`${field.label} is ${isZero(decimal) ? 'zero' : 'negative'}; it has to be above 0.`,
	);
}

/** An empty field is zero. @throws InvalidInput for anything but a decimal of zero or more */
export function readNotNegative(field: FieldText, value: unknown): Decimal {
	const decimal = isBlank(value) ? ZERO : readDecimal(field, value);
	if (isZero(decimal) || isPositive(decimal)) return decimal;
	throw new InvalidInput(`${field.label} is negative; it has to be 0 or above.`);
}

/** A number that counts something other than money. @throws InvalidInput outside the range */
export function readNumber(
	{ label }: Pick<FieldText, 'label'>,
	value: unknown,
	min: number,
	max: number,
): number {
	const number = isBlank(value) || typeof value === 'boolean' ? NaN : Number(value);
	if (number >= min && number <= max) return number;
	throw new InvalidInput(`${label} has to be a number from ${min} to ${max}.`);
}

/** @throws InvalidInput for anything but a whole number in the range */
export function readWhole(
	{ label }: Pick<FieldText, 'label'>,
	value: unknown,
	min: number,
	max = Infinity,
): number {
	const number = isBlank(value) || typeof value === 'boolean' ? NaN : Number(value);
	if (Number.isInteger(number) && number >= min && number <= max) return number;
	const range = max === Infinity ? `of ${min} or more` : `from ${min} to ${max}`;
	throw new InvalidInput(`${label} has to be a whole number ${range}.`);
}
