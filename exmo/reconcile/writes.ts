/**
 * When a request that may have an effect is sent a second time: the one table that says so.
 *
 * A refusal can hide that something on the way delivered the request twice, and that the first one was
 * accepted: the second is then refused by its nonce (40009), or as one request too many (40034). Being
 * overtaken by another program on the same key is common, being delivered twice is rare, and the two
 * look alike. So only what the exchange itself shows decides.
 */
import type { WriteKind } from '../api/endpoints';
import type { ExmoErrorDetails } from '../errors/errors';
import type { Effort } from './attempts';

/**
 * What came instead of an answer:
 * `lost` - nothing that says what became of it;
 * `ownNonce` - refused, and the nonce in the way is one that this process gave out itself;
 * `overtaken` - refused by its nonce: a later one was used, or the text names none;
 * `rateLimit` - refused as one request too many;
 * `refused` - any other refusal: the exchange has looked at the request and said no;
 * `notSent` - it never left.
 */
export type Trouble = 'lost' | 'ownNonce' | 'overtaken' | 'rateLimit' | 'refused' | 'notSent';

export function troubleOf(details: ExmoErrorDetails): Trouble {
	if (details.effect === 'none') return 'notSent';
	if (details.effect === 'unknown') return 'lost';
	if (details.kind === 'nonce') return details.nonceInTheWay === 'own' ? 'ownNonce' : 'overtaken';
	if (details.kind === 'rateLimit') return 'rateLimit';
	return 'refused';
}

export interface Rule {
	/** How long it is reconciled first; `none`: not at all. */
	readonly reconcile: Effort | 'none';
	/** What follows when it shows nowhere: sent again, unknown, or the refusal as it is. */
	readonly otherwise: 'sendAgain' | 'unknown' | 'refusal';
}

const RECONCILE_ONLY: Rule = { reconcile: 'usual', otherwise: 'unknown' };
const FINAL: Rule = { reconcile: 'none', otherwise: 'refusal' };
const AGAIN: Rule = { reconcile: 'none', otherwise: 'sendAgain' };

/** docs/safety.md shows this table; a test compares the two. */
export const RULES: Readonly<Record<Trouble, Readonly<Record<WriteKind, Rule>>>> = {
	lost: { order: RECONCILE_ONLY, cancellation: RECONCILE_ONLY, transfer: RECONCILE_ONLY },
	ownNonce: {
		// Hardly anything but a second delivery does this, so lists that lag get their time
		order: { reconcile: 'patient', otherwise: 'sendAgain' },
		cancellation: AGAIN,
		transfer: RECONCILE_ONLY,
	},
	overtaken: {
		order: { reconcile: 'once', otherwise: 'sendAgain' },
		cancellation: AGAIN,
		transfer: RECONCILE_ONLY,
	},
	rateLimit: {
		order: { reconcile: 'once', otherwise: 'sendAgain' },
		cancellation: AGAIN,
		transfer: RECONCILE_ONLY,
	},
	refused: { order: FINAL, cancellation: FINAL, transfer: FINAL },
	notSent: { order: FINAL, cancellation: FINAL, transfer: FINAL },
};

/** Refusals that can hide an accepted first delivery. */
export const isSuspicious = (trouble: Trouble): boolean =>
	trouble === 'ownNonce' || trouble === 'overtaken' || trouble === 'rateLimit';

/** A nonce that keeps being overtaken means a very busy second program; then the user has to know. */
export const MAX_SENDINGS = 5;

export interface Standing {
	readonly kind: WriteKind;
	/** Whether a refusal came that may hide an accepted delivery. */
	readonly isSuspected: boolean;
	/** Whether it is not sent again after this search, whatever that shows. */
	readonly isLast: boolean;
	readonly sendings: number;
}

/**
 * How long to search, by the rule's `reconcile`. One attempt is enough once: after a second suspicious
 * refusal it is no accident any more, and the last search for an order has to outlast lists that lag.
 */
export function effortOf(
	effort: Rule['reconcile'],
	{ kind, isSuspected, isLast, sendings }: Standing,
): Rule['reconcile'] {
	if (!isSuspected) return effort;
	if (isLast) return kind === 'order' ? 'patient' : 'usual';
	return effort === 'once' && sendings > 1 ? 'usual' : effort;
}
