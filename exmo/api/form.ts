/** What the forms of EXMO's answers are put together from; exmo/api/forms.ts has the forms. */
import { excerpt, isAmount } from '../money/amounts';
import { isRow, type ByName, type Row } from './rows';

/**
 * A check: what is wrong with a value, and where it stands: "BTC_USD[0].price is \"n/a\"". Undefined:
 * nothing is, and the value is a `T`.
 */
export interface Form<T = unknown> {
	(value: unknown, at: string): string | undefined;
	/** Never there: it only names the type of what has passed. */
	readonly passed?: T;
}

/** What has passed a form. */
export type Passed<F> = F extends Form<infer T> ? T : never;

type Missing = '' | null | undefined;
/** Text or number: EXMO has both for the same thing (REST.md 1.7, 1.8). */
type Text = string | number;
type Amount = Text | Missing;
type Scalar = Text | boolean | Missing;

const wrong = (value: unknown, at: string): string =>
	value === undefined ? `${at} is missing` : `${at} is ${excerpt(value)}`;

const when =
	<T>(isRight: (value: unknown) => boolean): Form<T> =>
	(value, at) =>
		isRight(value) ? undefined : wrong(value, at);

export const isMissing = (value: unknown): boolean =>
	value === undefined || value === null || value === '';
const isText = (value: unknown): boolean => ['string', 'number'].includes(typeof value);
const isWhole = (value: unknown): boolean => isText(value) && /^\d+$/.test(String(value));

/** "" and what is missing count as zero. */
export const amount = when<Amount>(isAmount);
/** An amount that has to be there. */
export const given = when<Text>((value) => !isMissing(value) && isAmount(value));
export const text = when<Text>(isText);
/** Ids, and times in whatever unit: whole numbers, as text or as number (REST.md 1.8). */
export const whole = when<Text>(isWhole);
export const optional =
	<T>(form: Form<T>): Form<T | Missing> =>
	(value, at) =>
		isMissing(value) ? undefined : form(value, at);
export const scalar = when<Scalar>(
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
const isNothing = (value: unknown): boolean =>
	(Array.isArray(value) && value.length === 0) || (isRow(value) && Object.keys(value).length === 0);

export const listOf =
	<T>(form: Form<T>): Form<readonly T[]> =>
	(value, at) => {
		if (!Array.isArray(value)) return wrong(value, named(at));
		return firstWrong(value.entries(), ([index, one]) => form(one, `${at}[${index}]`));
	};

/** A list for which `{}` may stand when it is empty. */
export const listOrNothing =
	<T>(form: Form<T>): Form<readonly T[] | Record<string, never>> =>
	(value, at) =>
		isNothing(value) ? undefined : listOf(form)(value, at);

/** A row for which `{}` or `[]` may stand; then it has none of its fields. */
export const orNothing =
	<T>(form: Form<T>): Form<Partial<T>> =>
	(value, at) =>
		isNothing(value) ? undefined : form(value, at);

/** A list in an object of its own; null for an empty one is what services written in Go send. */
export const listIn =
	<Name extends string, T>(
		name: Name,
		form: Form<T>,
	): Form<{ readonly [N in Name]?: readonly T[] | null }> =>
	(value, at) =>
		isNothing(value)
			? undefined
			: row({ [name]: (list, where) => (list === null ? undefined : listOf(form)(list, where)) })(
					value,
					at,
				);

export const mapOf =
	<T>(form: Form<T>): Form<ByName<T>> =>
	(value, at) => {
		if (!isRow(value)) return isNothing(value) ? undefined : wrong(value, named(at));
		return firstWrong(Object.entries(value), ([name, one]) => form(one, inner(at, name)));
	};

type Fields<F> = { readonly [N in keyof F]: Passed<F[N]> };

/** Fields that are not named may be anything. */
export const row =
	<F extends Readonly<Record<string, Form>>>(fields: F): Form<Fields<F> & Row> =>
	(value, at) => {
		if (!isRow(value)) return wrong(value, named(at));
		return firstWrong(Object.entries(fields), ([name, form]) =>
			form(Object.hasOwn(value, name) ? value[name] : undefined, inner(at, name)),
		);
	};

/** Price, quantity and amount. */
export const level: Form<readonly [price: Text, quantity: Text, amount?: Amount]> = (value, at) =>
	Array.isArray(value)
		? (given(value[0], `${at}[0]`) ?? given(value[1], `${at}[1]`) ?? amount(value[2], `${at}[2]`))
		: wrong(value, at);
