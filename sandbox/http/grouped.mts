/** Rows under the name that each belongs to, names in the order in which they first appear. */
export function grouped<Row>(rows: Iterable<Row>, name: (row: Row) => string): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const group = groups.get(name(row));
		if (group) group.push(row);
		else groups.set(name(row), [row]);
	}
	return groups;
}
