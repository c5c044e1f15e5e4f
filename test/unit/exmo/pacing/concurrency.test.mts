import { setImmediate } from 'node:timers/promises';
import { eachConcurrently, mapConcurrently } from '../../../../exmo/pacing/concurrency.ts';

test('does everything, never more than so many at the same time', async () => {
	let running = 0;
	let highest = 0;
	const done: number[] = [];
	await eachConcurrently(Array.from({ length: 20 }).keys(), 3, async (element) => {
		highest = Math.max(highest, ++running);
		await setImmediate();
		done.push(element);
		running -= 1;
	});
	expect(done.toSorted((a, b) => a - b)).toEqual([...Array(20).keys()]);
	expect(highest).toBe(3);
});

test('after a failure nothing new is begun', async () => {
	const begun: number[] = [];
	const work = async (element: number) => {
		begun.push(element);
		await setImmediate();
		if (element === 1) throw new Error('no');
		await setImmediate();
	};
	await expect(eachConcurrently([0, 1, 2, 3, 4], 2, work)).rejects.toThrow('no');
	for (let turn = 0; turn < 10; turn++) await setImmediate();
	expect(begun).toEqual([0, 1]);
});

test('results come in the order of the elements, whichever is done first', async () => {
	const slowFirst = async (element: number) => {
		for (let turn = 3 - element; turn > 0; turn--) await setImmediate();
		return element * 10;
	};
	expect(await mapConcurrently([0, 1, 2, 3], 3, slowFirst)).toEqual([0, 10, 20, 30]);
	expect(await mapConcurrently([], 3, slowFirst)).toEqual([]);
});
