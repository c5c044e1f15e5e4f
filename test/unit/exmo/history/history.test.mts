import fc from 'fast-check';
import { mergeLists, type HistoryList, type Progress } from '../../../../exmo/history/merge.ts';
import { OldestRows } from '../../../../exmo/history/oldest.ts';
import {
	comparePositions,
	cursorOf,
	readCursor,
	SOURCES,
	type Position,
} from '../../../../exmo/history/position.ts';

const positions = fc.record({
	time: fc.integer({ min: 1_700_000_000, max: 1_700_000_040 }),
	source: fc.constantFrom(...SOURCES),
	id: fc.bigInt({ min: 1n, max: 10n ** 18n }).map(String),
});
const distinct = fc.uniqueArray(positions, { selector: cursorOf, maxLength: 120 });

describe('positions', () => {
	test('a cursor names its position, and nothing else does', () => {
		fc.assert(
			fc.property(positions, (position) => {
				expect(readCursor(cursorOf(position))).toEqual(position);
			}),
		);
		for (const text of ['', 'x', '1/trade-', '1/loan-2', 'trade-1', '1/trade-1/2', '-1/trade-1']) {
			expect(readCursor(text)).toBeUndefined();
		}
	});

	test('stand by time, then kind, then number, however long', () => {
		const at = (time: number, source: Position['source'], id: string) => ({ time, source, id });
		const order = [
			at(1, 'wallet', '9'),
			at(2, 'trade', '999999999999999999'),
			at(2, 'order', '9'),
			at(2, 'order', '10'),
			at(2, 'wallet', '61234567890123456'),
			at(2, 'wallet', '61234567890123457'),
		];
		expect(order.toReversed().sort(comparePositions)).toEqual(order);
	});
});

describe('OldestRows', () => {
	test('gives the oldest of what was added, and holds less than twice as many', () => {
		fc.assert(
			fc.property(distinct, fc.integer({ min: 1, max: 30 }), (all, wanted) => {
				const oldest = new OldestRows<number>(wanted);
				all.forEach((position, value) => {
					oldest.add({ position, value });
					expect(oldest.held).toBeLessThan(2 * wanted);
				});
				expect(oldest.sorted().map(({ position }) => position)).toEqual(
					all.toSorted(comparePositions).slice(0, wanted),
				);
			}),
		);
	});
});

/** The positions of one source as EXMO lists them. */
const listOf = (
	all: Position[],
	source: Position['source'],
	read: (row: Position) => void = () => {},
): HistoryList<string> => ({
	name: source,
	isNewestFirst: true,
	async *rows() {
		const rows = all.filter((position) => position.source === source);
		for (const row of rows.sort((a, b) => comparePositions(b, a))) {
			read(row);
			yield { ...row };
		}
	},
	positionOf: (row) => row as unknown as Position,
	toValue: (row) => String(row.id),
});
const EVERYTHING = { from: 0, to: Infinity, limit: Infinity };
const collect = async (all: Position[], range: object = {}, tell?: (progress: Progress) => void) =>
	(
		await mergeLists(
			SOURCES.map((source) => listOf(all, source)),
			{ ...EVERYTHING, ...range },
			tell,
		)
	).map(({ position }) => cursorOf(position));

describe('mergeLists', () => {
	test('every row once, in order', async () => {
		await fc.assert(
			fc.asyncProperty(distinct, async (all) => {
				expect(await collect(all)).toEqual(all.toSorted(comparePositions).map(cursorOf));
			}),
		);
	});

	test('in parts of any size, each from the cursor of the last row: the same rows', async () => {
		await fc.assert(
			fc.asyncProperty(distinct, fc.integer({ min: 1, max: 50 }), async (all, limit) => {
				const parts: string[] = [];
				for (;;) {
					const last = parts.at(-1);
					const part = await collect(all, { limit, after: last && readCursor(last) });
					parts.push(...part);
					if (part.length < limit) break;
				}
				expect(parts).toEqual(await collect(all));
			}),
		);
	});

	test('from and to are inclusive, and a list is left at the first row that is too old', async () => {
		const all = [1, 2, 3, 4, 5, 6].map((time) => ({
			time,
			source: 'trade' as const,
			id: String(time),
		}));
		const read: number[] = [];
		const found = await mergeLists([listOf(all, 'trade', ({ time }) => read.push(time))], {
			from: 3,
			to: 4,
			limit: Infinity,
		});
		expect(found.map(({ value }) => value)).toEqual(['3', '4']);
		expect(read).toEqual([6, 5, 4, 3, 2]);
	});

	test('tells how far it is', async () => {
		const told: Progress[] = [];
		const all = fc.sample(distinct, { numRuns: 1, seed: 5 })[0];
		await collect(all, {}, (progress) => told.push(progress));
		expect(told.map(({ rowsRead }) => rowsRead)).toEqual(all.map((_, index) => index + 1));
		expect(told.every(({ lists }) => lists === SOURCES.length)).toBe(true);
	});
});
