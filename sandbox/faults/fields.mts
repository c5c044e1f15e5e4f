/** What a field of a fault has to be: a test, and the words for it. */
type Rule = [test: (value: unknown) => boolean, what: string];
export type Rules<Spec> = Record<keyof Spec, Rule>;

const isText = (value: unknown) => typeof value === 'string';
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isPositive = (value: unknown) => isCount(value) && (value as number) > 0;
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isShare = (value: unknown) => isNumber(value) && 0 <= Number(value) && Number(value) <= 1;
const isTexts = (value: unknown) =>
	typeof value === 'object' && value !== null && Object.values(value).every(isText);

export const text = (what = 'a text'): Rule => [isText, what];
export const flag: Rule = [(value) => typeof value === 'boolean', 'true or false'];
export const count = (what = 'a whole number'): Rule => [isCount, what];
export const positive = (what = 'a whole number from 1'): Rule => [isPositive, what];
export const number = (what: string): Rule => [isNumber, what];
export const textList = (what: string): Rule => [
	(value) => Array.isArray(value) && value.every(isText),
	what,
];
export const texts = (what: string): Rule => [isTexts, what];
export const httpStatus: Rule = [
	(value) => isCount(value) && 200 <= Number(value) && Number(value) <= 599,
	'200 to 599',
];
export const oneOf = (values: readonly string[], what: string): Rule => [
	(value) => values.includes(value as string),
	what,
];
export const any: Rule = [() => true, 'any JSON'];

/** The fields of a schedule that both kinds of faults have. */
export const SCHEDULE = {
	skip: count(),
	times: positive(),
	every: positive(),
	probability: [isShare, '0 to 1'] as Rule,
	seed: [(value) => Number.isInteger(value), 'a whole number'] as Rule,
	forMs: positive('milliseconds'),
};

/** Checks what came over the wire. Throws an Error with a plain sentence. */
export function parseSpec<Spec>(value: unknown, rules: Rules<Spec>, noun: string): Spec {
	if (typeof value !== 'object' || value === null) throw new Error('A fault is an object.');
	for (const [name, field] of Object.entries(value)) {
		if (!Object.hasOwn(rules, name)) throw new Error(`A ${noun} has no field "${name}".`);
		const [test, what] = rules[name as keyof Spec];
		if (!test(field)) throw new Error(`"${name}" has to be ${what}.`);
	}
	return value as Spec;
}
