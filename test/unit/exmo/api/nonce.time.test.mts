import { learnUsedNonce, nextNonce } from '../../../../exmo/api/nonce.ts';
import { freshKey } from '../../keys.mts';
import { STEPS } from '../../wallClock.mts';

const NOON = Date.UTC(2026, 8, 23, 12);
const DAY = 86_400_000;

test.each(STEPS)(
	'a clock that is set %s: nonces rise, and never by more than the clock',
	(_, ms) => {
		const key = freshKey();
		let last = nextNonce(key, NOON);
		for (let i = 1; i <= 20; i++) {
			const nonce = nextNonce(key, NOON + i + (i > 10 ? ms : 0));
			expect(nonce).toBeGreaterThan(last);
			last = nonce;
		}
		expect(last).toBeLessThanOrEqual(BigInt(NOON + 20 + Math.max(0, ms)));
	},
);

test('after a year ahead and back again, nonces go on above it, in the same unit', () => {
	const key = freshKey();
	const ahead = nextNonce(key, NOON + 365 * DAY);
	expect(nextNonce(key, NOON)).toBe(ahead + 1n);
	expect(nextNonce(key, NOON + DAY)).toBe(ahead + 2n);
	expect(nextNonce(key, NOON + 366 * DAY)).toBe(BigInt(NOON + 366 * DAY));
});

test.each([
	['milliseconds', 1n],
	['microseconds', 1000n],
	['nanoseconds', 1_000_000n],
])('a nonce of next year in %s, learnt from the exchange, is the base to go on from', (_, unit) => {
	const key = freshKey();
	const used = BigInt(NOON + 365 * DAY) * unit;
	learnUsedNonce(key, used);
	expect(nextNonce(key, NOON)).toBe(used + 1n);
	expect(nextNonce(key, NOON - 365 * DAY)).toBe(used + 2n);
});

// A computer without a battery begins in 1970, until it has asked for the time
test.each([0, 3_600_000, 20 * DAY, 60 * DAY, 200 * DAY, 366 * DAY])(
	'a clock %d ms after the beginning of 1970 does not mistake milliseconds for a finer unit',
	(nowMs) => {
		const key = freshKey();
		learnUsedNonce(key, BigInt(NOON)); // by another program, whose clock is right
		expect(nextNonce(key, nowMs)).toBe(BigInt(NOON) + 1n);
	},
);
