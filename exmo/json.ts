/**
 * JSON without losing digits: several of EXMO's ids are bare numbers above 2^53
 * (exmo-api/REST.md 1.8), which JSON.parse would silently change.
 */

// A string (skipped whole, so that digits inside it stay as they are) or a number.
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Whether a double gives these very digits back. */
const survives = (digits: string): boolean =>
	String(Number(digits)) === digits && Math.abs(Number(digits)) <= Number.MAX_SAFE_INTEGER;

/**
 * Parses JSON; a number whose digits a double cannot give back becomes a string of exactly these
 * digits (an id of 18 digits, "1.50"), every other number stays a number.
 * @throws SyntaxError when the text is not JSON
 */
export function parseLosslessJson(text: string): unknown {
	JSON.parse(text); // first as it is: quoting a number could make whole what is not ({1.50:2})
	return JSON.parse(
		text.replace(TOKEN, (token) =>
			token.startsWith('"') || survives(token) ? token : `"${token}"`,
		),
	);
}
