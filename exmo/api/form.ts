/** What the forms of EXMO's answers are put together from; exmo/api/forms.ts has the forms. */
import { excerpt, isAmount } from '../money/amounts';

/** What is wrong with a value, and where it stands: "BTC_USD[0].price is \"n/a\"". Undefined: nothing. */
export type Form = (value: unknown, at: string) => string | undefined;

export const wrong = (value: unknown, at: string): string =>
	value === undefined ? `${at} is missing` : `${at} is ${excerpt(value)}`;

const when =
	(isRight: (value: unknown) => boolean): Form =>
	(value, at) =>
		isRight(value) ? undefined : wrong(value, at);

export const isMissing = (value: unknown): boolean =>
	value === undefined || value === null || value === '';
export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => ['string', 'number'].includes(typeof value);
const isWhole = (value: unknown): boolean => isText(value) && /^\d+$/.test(String(value));

/** "" and what is missing count as zero. */
export const amount = when(isAmount);
/** An amount that has to be there. */
export const given = when((value) => !isMissing(value) && isAmount(value));
export const text = when(isText);
/** Ids, and times in whatever unit: whole numbers, as text or as number (REST.md 1.8). */
export const whole = when(isWhole);
export const optional =
	(form: Form): Form =>
	(value, at) =>
		isMissing(value) ? undefined : form(value, at);
export const scalar = when(
	(value) => isMissing(value) || isText(value) || typeof value === 'boolean',
);

function firstWrong<T>(
	values: Iterable<T>,
	check: (value: T) => string | undefined,
): string | undefined {
	for (const value of values) {
		const what = check(value);
		if (what !== undefined) return what;
	}
	return undefined;
}

const inner = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);
const named = (at: string): string => (at === '' ? 'it' : at);

/** `{}` and `[]` both stand for "nothing" (REST.md 13.1). */
export const isNothing = (value: unknown): boolean =>
	(Array.isArray(value) && value.length === 0) ||
	(isObject(value) && Object.keys(value).length === 0);

export const listOf =
	(form: Form): Form =>
	(value, at) => {
		if (!Array.isArray(value)) return wrong(value, named(at));
		return firstWrong(value.entries(), ([index, one]) => form(one, `${at}[${index}]`));
	};

/** A list for which `{}` may stand when it is empty. */
export const listOrNothing =
	(form: Form): Form =>
	(value, at) =>
		isNothing(value) ? undefined : listOf(form)(value, at);

/** A list in an object of its own; null for an empty one is what services written in Go send. */
export const listIn =
	(name: string, form: Form): Form =>
	(value, at) =>
		isNothing(value)
			? undefined
			: row({ [name]: (list, where) => (list === null ? undefined : listOf(form)(list, where)) })(
					value,
					at,
				);

export const mapOf =
	(form: Form): Form =>
	(value, at) => {
		if (!isObject(value)) return isNothing(value) ? undefined : wrong(value, named(at));
		return firstWrong(Object.entries(value), ([name, one]) => form(one, inner(at, name)));
	};

export const row =
	(fields: Readonly<Record<string, Form>>): Form =>
	(value, at) => {
		if (!isObject(value)) return wrong(value, named(at));
		return firstWrong(Object.entries(fields), ([name, form]) =>
			form(Object.hasOwn(value, name) ? value[name] : undefined, inner(at, name)),
		);
	};

/** Price, quantity and amount. */
export const level: Form = (value, at) =>
	Array.isArray(value)
		? (given(value[0], `${at}[0]`) ?? given(value[1], `${at}[1]`) ?? amount(value[2], `${at}[2]`))
		: wrong(value, at);
