/**
 * What EXMO.com's notice of 2026-07-14 says of balances (exmo-api/REST.md 0.3, one source): a part of
 * each was swapped for a claim token that cannot be withdrawn. At what hour, how it was rounded, and
 * whether a row of the history shows it, is not known: here it only makes a hint.
 */
import { CLAIM_TOKEN } from '../../market/claimToken';
import { parseDecimal } from '../../money/decimal';

export const NOTICE = {
	date: '2026-07-14',
	/** Unix seconds: the day in UTC. */
	from: Date.UTC(2026, 6, 14) / 1000,
	to: Date.UTC(2026, 6, 15) / 1000,
	percent: '29.4',
	share: parseDecimal('0.294'),
	claimToken: CLAIM_TOKEN,
} as const;
