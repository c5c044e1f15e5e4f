import fc from 'fast-check';
import { firstRows, readPages } from '../../../../exmo/account/pages.ts';
import type { Row } from '../../../../exmo/api/rows.ts';

const rowsOf = (count: number, from = 0): Row[] =>
	Array.from({ length: count }, (_, index) => ({ id: from + index }));
const idOf = (row: Row) => String(row.id);

async function readAll(
	list: () => Row[],
	{ pageSize = 100, concurrency = 1, max = Infinity, afterPage = () => {} } = {},
) {
	const asked: Array<[limit: number, offset: number]> = [];
	const ids: unknown[] = [];
	const read = async (limit: number, offset: number) => {
		asked.push([limit, offset]);
		const page = list().slice(offset, offset + Math.min(limit, max));
		afterPage();
		return page;
	};
	for await (const row of readPages({ read, idOf, pageSize, concurrency })) ids.push(row.id);
	return { ids, asked };
}

test.each([
	[0, 1],
	[99, 1],
	[100, 2],
	[250, 3],
])('a list of %i takes %i requests', async (count, requests) => {
	const rows = rowsOf(count);
	const { ids, asked } = await readAll(() => rows);
	expect(ids).toEqual(rows.map(({ id }) => id));
	expect(asked).toHaveLength(requests);
});

test('after the first page several are asked for at the same time', async () => {
	const rows = rowsOf(450);
	const { ids, asked } = await readAll(() => rows, { concurrency: 3 });
	expect(ids).toHaveLength(450);
	expect(asked.map(([, offset]) => offset)).toEqual([0, 100, 200, 300, 400, 500, 600]);
});

test('pages may be cut to less than asked for: nothing between them is left out', async () => {
	const rows = rowsOf(730);
	for (const concurrency of [1, 3]) {
		const { ids } = await readAll(() => rows, { pageSize: 1000, max: 100, concurrency });
		expect(ids).toEqual(rows.map(({ id }) => id));
	}
});

test('an exchange that ignores the offset does not make it go on for ever', async () => {
	const rows = rowsOf(100);
	const read = async () => rows;
	const ids: unknown[] = [];
	for await (const row of readPages({ read, idOf, pageSize: 100 })) ids.push(row.id);
	expect(ids).toHaveLength(100);
});

test('whatever arrives while the pages are read: each old row once, no row twice, in order', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 700 }),
			fc.integer({ min: 1, max: 4 }),
			fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 10 }),
			async (count, concurrency, arrivals) => {
				let rows = rowsOf(count);
				let newest = -1;
				const queue = [...arrivals];
				const afterPage = () => {
					const arrived = queue.shift() ?? 0;
					rows = [...rowsOf(arrived, newest - arrived + 1), ...rows];
					newest -= arrived;
				};
				const { ids } = await readAll(() => rows, { concurrency, afterPage });
				const old = ids.filter((id) => Number(id) >= 0);
				expect(old).toEqual(rowsOf(count).map(({ id }) => id));
				expect(new Set(ids).size).toBe(ids.length);
			},
		),
		{ numRuns: 200 },
	);
});

test('where no page size is sure, only an empty page is the last', async () => {
	const rows = rowsOf(130);
	const asked: number[] = [];
	const read = async (_limit: number, offset: number) => {
		asked.push(offset);
		return rows.slice(offset, offset + 40);
	};
	const list = readPages({ read, idOf, pageSize: 100, surePage: 1 });
	expect(await firstRows(list, Infinity)).toEqual(rows);
	expect(asked).toEqual([0, 40, 80, 120, 130]);
});

test('the first rows take no page more than they need', async () => {
	const rows = rowsOf(500);
	let requests = 0;
	const read = async (limit: number, offset: number) => {
		requests++;
		return rows.slice(offset, offset + limit);
	};
	const list = readPages({ read, idOf, pageSize: 100 });
	expect(await firstRows(list, 200)).toEqual(rows.slice(0, 200));
	expect(requests).toBe(2);
});
