/** The rows of EXMO's lists and maps, before anything is read out of them. */

/** One row as EXMO sent it. */
export type Row = Record<string, unknown>;

/** What EXMO sends by pair or by currency; a name that it leaves out has nothing. */
export type ByName<T> = Readonly<Partial<Record<string, T>>>;

export const isRow = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The elements of a list; anything else is an empty one (`{}` and `[]` both mean nothing, exmo-api/REST.md 13.1). */
export const listOf = (list: unknown): unknown[] => (Array.isArray(list) ? list : []);

/** Those elements of a list that are rows. */
export const rowsIn = (list: unknown): Row[] => listOf(list).filter(isRow);

/** What stands under each name, in EXMO's order; nothing where EXMO sent none. */
export const entriesOf = <T>(byName: ByName<T> | null | undefined): Array<[string, T]> =>
	Object.entries(byName ?? {}).flatMap(
		([name, value]): Array<[string, T]> => (value === undefined ? [] : [[name, value]]),
	);
