/**
 * Nonces: EXMO refuses a private request whose nonce is not greater than every nonce it has accepted
 * for that key before (exmo-api/REST.md 1.4).
 *
 * The counter lives as long as the process. Other processes on the same key have counters of their
 * own; what they used becomes known through error 40009, which names the highest accepted nonce.
 */

const lastNonces = new Map<string, bigint>();

/** The latest nonces that this process has given out, by key; as many as can be under way at once. */
const issuedNonces = new Map<string, bigint[]>();
const REMEMBERED = 100;

/**
 * A clock that shows an earlier time is wrong, as that of a machine without a battery is at first. It
 * must not decide on the unit: milliseconds of today beside it would look like microseconds, and a
 * nonce a thousand times too high shuts every other program out of the key for good.
 */
const EARLIEST_MS = Date.UTC(2026, 0, 1);

/**
 * The largest signed 64-bit integer. EXMO's own samples go up to nanoseconds, which fit it; its limit is
 * documented nowhere (REST.md 1.4).
 */
const MAX_NONCE = 2n ** 63n - 1n;

/** The clock in the unit whose numbers are about as long as `nonce`: ms, µs or ns since 1970. */
function clockInUnitOf(nonce: bigint, nowMs: number): bigint {
	let clock = BigInt(Math.max(EARLIEST_MS, Math.trunc(nowMs)));
	while (nonce > clock * 100n) clock *= 1000n;
	return clock;
}

/**
 * A nonce for the key, strictly above all that this process has given out or heard of: the
 * millisecond clock while it is ahead, the last nonce plus one while it is not (clock stepped back,
 * many requests in one millisecond). A key once used with microseconds or nanoseconds stays with them.
 */
export function nextNonce(apiKey: string, nowMs: number = Date.now()): bigint {
	const last = lastNonces.get(apiKey) ?? 0n;
	const clock = clockInUnitOf(last, nowMs);
	const nonce = clock > last ? clock : last + 1n;
	lastNonces.set(apiKey, nonce);
	const issued = issuedNonces.get(apiKey) ?? [];
	issued.push(nonce);
	if (issued.length > REMEMBERED) issued.shift();
	issuedNonces.set(apiKey, issued);
	return nonce;
}

/** Whether this process gave out the nonce itself, lately. */
export const wasIssued = (apiKey: string, nonce: bigint): boolean =>
	issuedNonces.get(apiKey)?.includes(nonce) ?? false;

/**
 * Learns of a nonce that the exchange has already accepted for the key (from the text of error 40009).
 * A number that no nonce can have is ignored: going on from it would spoil the key.
 */
export function learnUsedNonce(apiKey: string, used: bigint): void {
	if (used >= MAX_NONCE) return;
	const last = lastNonces.get(apiKey) ?? 0n;
	if (used > last) lastNonces.set(apiKey, used);
}
