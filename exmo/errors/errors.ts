/** The one base class of this package's errors: whatever fails says what, why, what to do, and what it left behind. */

/**
 * The kinds that a caller can branch on. `refused`: EXMO said no with a code whose meaning is not known.
 */
export type ErrorKind =
	| 'credential'
	| 'permission'
	| 'nonce'
	| 'rateLimit'
	| 'maintenance'
	| 'funds'
	| 'notFound'
	| 'invalidInput'
	| 'refused'
	| 'unknownOutcome'
	| 'network';

/**
 * What became of the request, as far as the exchange's state goes:
 * `none` - nothing left this machine, or it only read;
 * `refused` - the exchange looked at it and said no;
 * `unknown` - it may have changed something.
 */
export type Effect = 'none' | 'refused' | 'unknown';

export interface ExmoErrorDetails {
	/** What happened, one sentence. */
	readonly title: string;
	/** What to do about it; may be empty. */
	readonly advice: string;
	readonly kind: ErrorKind;
	readonly effect: Effect;
	/** EXMO's code, where it gave one. */
	readonly code?: string;
	/** EXMO's own words, with its code. */
	readonly words?: string;
	/**
	 * What the title and the advice are about, by a stable key (EXMO's code, or one of this package's own),
	 * for a caller that has better words for its users. Goes when the advice is changed.
	 */
	readonly reason?: string;
	/** Whether it was given up while it waited: stopped, or no slot in time. The next one would be, too. */
	readonly gaveUpWaiting?: boolean;
	/** Whose nonce stood in the way of a write: one that this process gave out, or not (exmo/reconcile/writes.ts). */
	readonly nonceInTheWay?: 'own' | 'other';
	/** How long the exchange asked to wait, in milliseconds. */
	readonly retryAfterMs?: number;
	/** The highest nonce the exchange has accepted (40009). */
	readonly usedNonce?: bigint;
	/** The client order ID of the order that this is about. */
	readonly clientOrderId?: string;
}

/** Every error of this package; as it is: what EXMO or the way to it answered instead of data. */
export class ExmoError extends Error {
	override readonly name: string = 'ExmoError';
	readonly details: ExmoErrorDetails;

	constructor(details: ExmoErrorDetails) {
		super(details.title);
		this.details = details;
	}

	get title(): string {
		return this.details.title;
	}

	get advice(): string {
		return this.details.advice;
	}

	get kind(): ErrorKind {
		return this.details.kind;
	}

	get effect(): Effect {
		return this.details.effect;
	}

	/** The same error with some details changed. */
	with(changes: Partial<ExmoErrorDetails>): ExmoError {
		const { reason } = changes.advice === undefined ? this.details : {};
		return new ExmoError({ ...this.details, reason, ...changes });
	}
}
