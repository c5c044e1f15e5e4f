import fc from 'fast-check';
import { learnUsedNonce, nextNonce, wasIssued } from '../../../../exmo/api/nonce.ts';
import { freshKey } from '../../keys.mts';

/** Noon of a day in 2026, in milliseconds. */
const NOON = Date.UTC(2026, 8, 23, 12);

test('the first nonce of a key is the clock in milliseconds', () => {
	expect(nextNonce(freshKey(), NOON)).toBe(BigInt(NOON));
});

test('without a clock handed in, it is the clock of this machine', () => {
	const before = BigInt(Date.now());
	const nonce = nextNonce(freshKey());
	expect(nonce).toBeGreaterThanOrEqual(before);
	expect(nonce).toBeLessThanOrEqual(BigInt(Date.now()));
});

test('1,000 in one millisecond rise strictly', () => {
	const key = freshKey();
	const nonces = Array.from({ length: 1000 }, () => nextNonce(key, NOON));
	expect(new Set(nonces).size).toBe(1000);
	nonces.slice(1).forEach((nonce, i) => expect(nonce).toBeGreaterThan(nonces[i]));
});

test('a clock that steps back does not take the nonce with it', () => {
	const key = freshKey();
	const before = nextNonce(key, NOON);
	expect(nextNonce(key, NOON - 3_600_000)).toBe(before + 1n);
	expect(nextNonce(key, NOON + 5000)).toBe(BigInt(NOON + 5000));
});

test.each([
	['microseconds', BigInt(NOON) * 1000n + 7n, 1000n],
	['nanoseconds', BigInt(NOON) * 1_000_000n + 7n, 1_000_000n],
])('a key once used with %s stays above them, and goes on in them', (_unit, used, unit) => {
	const key = freshKey();
	learnUsedNonce(key, used);
	expect(nextNonce(key, NOON)).toBe(used + 1n);
	expect(nextNonce(key, NOON + 1000)).toBe(BigInt(NOON + 1000) * unit);
});

test('a lower nonce of somebody else changes nothing', () => {
	const key = freshKey();
	const nonce = nextNonce(key, NOON);
	learnUsedNonce(key, nonce - 1000n);
	expect(nextNonce(key, NOON)).toBe(nonce + 1n);
});

test.each([10n ** 399n, 2n ** 64n, 2n ** 63n - 1n])(
	'%s is no nonce of anybody, and does not spoil the key',
	(absurd) => {
		const key = freshKey();
		learnUsedNonce(key, absurd);
		expect(nextNonce(key, NOON)).toBe(BigInt(NOON));
	},
);

test('each key has its own', () => {
	const [poisoned, clean] = [freshKey(), freshKey()];
	learnUsedNonce(poisoned, BigInt(NOON) * 1_000_000n);
	expect(nextNonce(clean, NOON)).toBe(BigInt(NOON));
});

test('whatever the clock does and whatever is learnt, each nonce is above all before', () => {
	const events = fc.array(
		fc.oneof(
			fc.record({ clock: fc.integer({ min: 1, max: 2 * NOON }) }),
			fc.record({ learn: fc.bigInt({ min: 0n, max: 2n ** 63n - 2n }) }),
		),
		{ maxLength: 50 },
	);
	fc.assert(
		fc.property(events, (all) => {
			const key = freshKey();
			let highest = 0n;
			for (const event of all) {
				if ('learn' in event) {
					learnUsedNonce(key, event.learn);
					if (event.learn > highest) highest = event.learn;
				} else {
					const nonce = nextNonce(key, event.clock);
					expect(nonce).toBeGreaterThan(highest);
					highest = nonce;
				}
			}
		}),
	);
});

test('a clock without a battery, at the very beginning of 1970, still gives nonces', () => {
	const key = freshKey();
	const before = nextNonce(key, NOON);
	expect(nextNonce(key, 0)).toBe(before + 1n);
	expect(nextNonce(key, -1)).toBe(before + 2n);
});

test('it is known which nonces were given out here, by key, and which were only heard of', () => {
	const [key, other] = [freshKey(), freshKey()];
	const nonce = nextNonce(key, NOON);
	learnUsedNonce(key, nonce + 5n);
	expect(wasIssued(key, nonce)).toBe(true);
	expect(wasIssued(key, nonce + 5n)).toBe(false);
	expect(wasIssued(other, nonce)).toBe(false);
});
