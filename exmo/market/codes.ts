/**
 * Codes of currencies and pairs. Most are in upper case, not all: `USDRec` (exmo-api/REST.md 0.3). EXMO
 * tells them apart by case, people do not.
 */

/** What is typed without any capital letter is meant in capitals; what has some is taken as it is. */
export const typedCode = (text: string): string => (/[A-Z]/.test(text) ? text : text.toUpperCase());

/** Whether two codes differ in case at most. */
export const isSameCode = (a: unknown, b: unknown): boolean =>
	String(a).toUpperCase() === String(b).toUpperCase();

/** The code among those known that is meant: the very same, or else the only one that differs in case. */
export function codeAmong(known: Iterable<string>, asked: string): string | undefined {
	const alike = [...known].filter((code) => isSameCode(code, asked));
	if (alike.includes(asked)) return asked;
	return alike.length === 1 ? alike[0] : undefined;
}
