/** What there is to know of a request that changes something at EXMO; writer.ts does what follows from it. */
import type { WriteEndpoint } from '../../../exmo/api/endpoints';
import type { Params } from '../../../exmo/api/signing';
import type { Done, Effort, Finding } from '../../../exmo/reconcile/attempts';
import type { ExmoClient } from './client';

/** One write on its way. */
export interface Sending<Plan, Noted> {
	/** What was worked out and checked before. */
	readonly plan: Plan;
	/** What was noted just before it was first sent. */
	readonly noted: Noted;
	/** What came of it has no earlier time at EXMO than this, in unix seconds. */
	readonly notBefore: number;
}

/** What something on the way delivered once more, beside the order that the answer names. */
export interface Twin {
	/** "" when the exchange did not show in time whether there is one; of several, with commas. */
	readonly orderId: string;
	/** Whether nothing of it is open any more. */
	readonly cancelled: boolean;
	/** For a person: what became of it. */
	readonly note: string;
}

export interface Written<Noted, Answer> {
	readonly answer: Answer;
	readonly noted: Noted;
	/** Whether the answer got lost and the result was found by reconciling. */
	readonly reconciled: boolean;
	/** What was found of deliveries beside the one that the answer names. */
	readonly twin?: Twin;
}

/**
 * A kind of write.
 * @typeParam Plan what is to be sent, worked out and checked
 * @typeParam Noted what has to be known of it later: the ID it goes by, what there was before
 * @typeParam Answer what EXMO's answer, or a search, brings
 */
export interface Write<Plan, Noted, Answer> {
	readonly endpoint: WriteEndpoint;
	/**
	 * Decides, just before it is sent, whether it may be; not asked about what was sent already.
	 * @throws what speaks against it
	 * @returns what to do when it is certain that nothing came of it
	 */
	readonly admit?: (client: ExmoClient, plan: Plan) => Promise<() => void>;
	/** Notes what is needed to find it again, just before it is first sent; a retry of the run keeps it. */
	readonly note: (client: ExmoClient, plan: Plan) => Noted | Promise<Noted>;
	readonly params: (sending: Sending<Plan, Noted>) => Params;
	/** What this is, for the error: "the order with client order ID 42". */
	readonly what: (sending: Sending<Plan, Noted>) => string;
	/** The same in the words of what was done: "buy 0.001 BTC_USD at 30000 (order 512)". */
	readonly whatWasDone?: (sending: Sending<Plan, Noted>, answer: Answer) => string;
	readonly clientOrderId?: (noted: Noted) => string;
	/** How a person finds out what became of it. */
	readonly howToCheck: (sending: Sending<Plan, Noted>) => string;
	/** Reads EXMO's answer; undefined when it is not whole, which counts as lost. */
	readonly readAnswer: (data: unknown, sending: Sending<Plan, Noted>) => Answer | undefined;
	/** Reconciles it, for as long as the effort says. */
	readonly reconcile: (
		client: ExmoClient,
		sending: Sending<Plan, Noted>,
		effort: Effort,
	) => Promise<Finding<Answer>>;
	/** Orders: finds a twin after it was sent again, and gives the answer of the one that stands. */
	readonly settleTwin?: (
		client: ExmoClient,
		sending: Sending<Plan, Noted>,
		settling: Settling<Answer>,
	) => Promise<{ readonly answer: Answer; readonly twin?: Twin }>;
	/** Takes note that this is what came of it: a search for another one must not take it for that. */
	readonly claim?: (client: ExmoClient, plan: Plan, written: Written<Noted, Answer>) => void;
}

/** A write that had to be sent more than once. */
export interface Settling<Answer> {
	readonly answer: Answer;
	/** Whether the answer is that of the last sending, or one that a search has found. */
	readonly isLatest: boolean;
	/** How long to look for others. */
	readonly effort: Effort;
	readonly cancelExtra: CancelExtra;
}

/** Cancels an order that is too much; false when it could not be. */
export type CancelExtra = (cancellation: Cancellation, orderId: string) => Promise<boolean>;

/** The cancellation of an order, by its ID. */
export type Cancellation = Write<string, undefined, Done>;

/** Nothing has to be noted. */
export const nothing = (): undefined => undefined;
