/** Rows as columns that stand under each other; the first column to the left, the others to the right. */
export function formatTable(rows: ReadonlyArray<ReadonlyArray<string | number>>): string {
	const texts = rows.map((row) => row.map(String));
	const widths = texts[0].map((_, column) => Math.max(...texts.map((row) => row[column].length)));
	const padded = (cell: string, column: number) =>
		column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
	return texts.map((row) => row.map(padded).join('  ')).join('\n');
}
