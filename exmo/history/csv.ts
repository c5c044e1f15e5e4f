/** A table as CSV: comma, CRLF, quotes where they are needed (RFC 4180). */
const field = (value: unknown): string => {
	const text = String(value ?? '');
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const toCsv = (
	columns: readonly string[],
	rows: ReadonlyArray<Record<string, unknown>>,
): string =>
	[columns.map(field), ...rows.map((row) => columns.map((column) => field(row[column])))]
		.map((fields) => `${fields.join(',')}\r\n`)
		.join('');
