import { OwnIds } from '../../../../../nodes/shared/exchange/ownIds.ts';

test('of one key the latest thousand are kept, whatever it is used for', () => {
	const ids = new OwnIds();
	for (let id = 1; id <= 200_000; id++) ids.add('key', String(id));
	expect(ids.of('key').size).toBe(1000);
	expect(ids.of('key').has('200000')).toBe(true);
	expect(ids.of('key').has('199000')).toBe(false);
});

test('of keys the ones that were used lately', () => {
	const ids = new OwnIds();
	ids.add('often', '1');
	for (let key = 0; key < 20_000; key++) {
		ids.add(`key ${key}`, '1');
		if (key % 1000 === 0) ids.of('often');
	}
	expect(ids.of('often').has('1')).toBe(true);
	expect(ids.of('key 0').has('1')).toBe(false);
});
