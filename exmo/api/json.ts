/**
 * JSON without losing digits: several of EXMO's ids are bare numbers above 2^53
 * (exmo-api/REST.md 1.8), which JSON.parse would silently change.
 */

// A string (skipped whole, so that digits inside it stay as they are) or a number.
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Whether a double gives these very digits back. */
const survives = (digits: string): boolean =>
	String(Number(digits)) === digits && Math.abs(Number(digits)) <= Number.MAX_SAFE_INTEGER;

/** Such members would turn an object into what has no text: `String` of it throws. */
const IS_METHOD = /^(?:toString|valueOf|toJSON)$/;
const withoutMethods = (name: string, value: unknown): unknown =>
	IS_METHOD.test(name) ? undefined : value;
/** Cheap to ask of a whole text; an escape could spell one of them. */
const MAY_HAVE_METHODS = /\\u|toString|valueOf|toJSON/;
/** Deeper than any answer of EXMO's; a recursion over it would not end well. */
const TOO_DEEP = /(?:[[{]\s*(?:"[^"]*"\s*:\s*)?){64}/;

/** A value of an answer as text; "" for what has none: a list, an object, nothing. */
export const plainText = (value: unknown): string =>
	['string', 'number', 'boolean', 'bigint'].includes(typeof value) ? String(value) : '';

/**
 * Parses JSON; a number whose digits a double cannot give back becomes a string of exactly these
 * digits (an id of 18 digits, "1.50"), every other number stays a number. Members that are named like
 * an object's own methods (`valueOf`) are left out.
 * @throws SyntaxError when the text is not JSON
 */
export function parseLosslessJson(text: string): unknown {
	if (TOO_DEEP.test(text)) throw new SyntaxError('Nested too deep');
	JSON.parse(text); // first as it is: quoting a number could make whole what is not ({1.50:2})
	return JSON.parse(
		text.replace(TOKEN, (token) =>
			token.startsWith('"') || survives(token) ? token : `"${token}"`,
		),
		MAY_HAVE_METHODS.test(text) ? withoutMethods : undefined,
	);
}
