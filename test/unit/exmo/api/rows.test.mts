import { compareIds, isStopOrder, orderIdOf } from '../../../../exmo/api/ids.ts';
import { entriesOf, listOf, rowsIn } from '../../../../exmo/api/rows.ts';

test('what is no list, and what is no row in one, is nothing', () => {
	for (const none of [undefined, null, {}, 'x', 5]) {
		expect([listOf(none), rowsIn(none)]).toEqual([[], []]);
	}
	expect(rowsIn([null, 1, [2], { a: 3 }])).toEqual([{ a: 3 }]);
	expect(listOf([null, 1])).toEqual([null, 1]);
});

test('a map has its names in EXMO’s order; an empty list is an empty map', () => {
	expect(entriesOf({ B: 1, A: 0, C: undefined })).toEqual([
		['B', 1],
		['A', 0],
	]);
	expect(entriesOf([] as never)).toEqual([]);
	expect(entriesOf(null)).toEqual([]);
});

test.each([
	['an order', { order_id: '51', parent_order_id: '0' }, '51', false],
	['an order by number', { order_id: 51 }, '51', false],
	['a stop order', { parent_order_id: '812345678901234567' }, '812345678901234567', true],
	['a stop order that says "none" with 0', { order_id: 0, parent_order_id: '9' }, '9', true],
	['a trade of what a stop order led to', { order_id: '51', parent_order_id: '9' }, '51', false],
	['none', {}, '', false],
])('%s', (_what, row, id, isStop) => {
	expect([orderIdOf(row), isStopOrder(row)]).toEqual([id, isStop]);
});

test('ids are compared as whole numbers of any length', () => {
	const ids = ['812345678901234568', 9, '812345678901234567', '10'];
	expect(ids.toSorted(compareIds)).toEqual([9, '10', '812345678901234567', '812345678901234568']);
});
