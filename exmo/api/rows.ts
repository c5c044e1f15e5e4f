/** The rows of EXMO's lists, before anything is read out of them. */

/** One row as EXMO sent it. */
export type Row = Record<string, unknown>;

/** The rows of a list; anything but a list is an empty one (`{}` and `[]` both mean nothing, exmo-api/REST.md 13.1). */
export const rowsIn = (list: unknown): Row[] =>
	Array.isArray(list)
		? list.filter((row): row is Row => typeof row === 'object' && row !== null)
		: [];
