import fc from 'fast-check';
import { isNew, NOTHING_SEEN, withSeen } from '../../../../exmo/watch/seenIds.ts';
import { compareIds } from '../../../../exmo/api/ids.ts';

test('ids above 2^53 are told apart', () => {
	expect(compareIds('9007199254740993', '9007199254740992')).toBeGreaterThan(0);
	const seen = withSeen(NOTHING_SEEN, ['61234567890123456']);
	expect(isNew(seen, '61234567890123456')).toBe(false);
	expect(isNew(seen, '61234567890123457')).toBe(true);
});

test('a longer id is higher, whatever it begins with', () => {
	expect(compareIds('999', '1000')).toBeLessThan(0);
});

test('what was seen is never new again, and what is above all of it is', () => {
	const id = fc.bigInt({ min: 1n, max: 2n ** 62n }).map(String);
	fc.assert(
		fc.property(fc.array(fc.array(id, { maxLength: 40 }), { maxLength: 8 }), (polls) => {
			const seen = polls.reduce(withSeen, NOTHING_SEEN);
			for (const one of polls.flat()) expect(isNew(seen, one)).toBe(false);
			expect(isNew(seen, String(2n ** 63n))).toBe(true);
			expect(seen.ids.length).toBeLessThanOrEqual(20);
		}),
	);
});
