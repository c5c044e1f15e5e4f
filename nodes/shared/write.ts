/**
 * Requests that change something at EXMO. Each is sent once; when its answer is lost, the exchange is
 * asked what became of it, and when a run is tried again, what was done is returned from memory.
 */
import type { Endpoint } from '../../exmo/endpoints';
import { ExmoError, type ExmoErrorDetails } from '../../exmo/errors';
import type { Params } from '../../exmo/signing';
import { isTooMany } from '../../exmo/request';
import type { ExmoClient } from './client';
import { clock } from './clock';
import type { WriteRecord } from './runMemory';

export interface Written {
	readonly answer: unknown;
	/** Whether the answer got lost and the result was found by looking for it. */
	readonly reconciled: boolean;
}

/** What a search at the exchange has brought: the answer to go on with, or where it was looked. */
export type LookUp =
	| { readonly answer: unknown }
	| {
			readonly lookedAt: string;
			/** Every place where it would show could be read to the last, and it shows in none. */
			readonly isAbsent?: boolean;
	  };

export interface WriteRequest {
	readonly endpoint: Endpoint;
	readonly params: Params;
	/** What this is, for the error: "the order with client order ID 42". */
	readonly what: string;
	readonly clientOrderId?: string;
	/** How a person finds out what became of it. */
	readonly howToCheck: string;
	/** Whether an answer is whole; one that is not counts as lost. */
	isAnswer?(answer: unknown): boolean;
	/** @param once one look, where nothing can be on its way any more; otherwise for a bounded time */
	lookUp(once?: boolean): Promise<LookUp>;
}

function unknownOutcome(
	{ what, howToCheck, clientOrderId }: WriteRequest,
	lookedAt: string,
	reason: string,
): ExmoError {
	return new ExmoError({
		title: `It is not known whether EXMO carried out ${what}`,
		description: `${reason} ${lookedAt} It was not sent again. ${howToCheck}`.trim(),
		kind: 'unknownOutcome',
		mayHaveHadEffect: true,
		clientOrderId,
	});
}

/** What sending the request once has brought. */
async function send(
	client: ExmoClient,
	{ endpoint, params, isAnswer }: WriteRequest,
): Promise<{ answer: unknown } | { refusal: unknown } | { lost: ExmoErrorDetails | undefined }> {
	const { answer, error } = await client.call(endpoint, params).then(
		(data) => ({ answer: data, error: undefined }),
		(failure: unknown) => ({ answer: undefined, error: failure }),
	);
	if (error === undefined) return (isAnswer?.(answer) ?? true) ? { answer } : { lost: undefined };
	const details = error instanceof ExmoError ? error.details : undefined;
	return details?.mayHaveHadEffect ? { lost: details } : { refusal: error };
}

/**
 * Sends the request once and gives its answer, or what a search found of it.
 *
 * Two refusals may hide that something on the way delivered the request twice, and that the first one
 * was accepted: "one request too many", and a refusal by its own nonce. After them it is looked for
 * first; it is sent again only when it shows nowhere.
 * @throws ExmoError: a refusal as it is; `unknownOutcome` when nothing is known and nothing was found
 */
export async function write(
	client: ExmoClient,
	record: WriteRecord,
	request: WriteRequest,
): Promise<Written> {
	if (record.done) return record.done;
	const began = clock.now();
	let ownNonceTries = 0;
	for (;;) {
		let lost: ExmoErrorDetails | undefined;
		if (!record.unknown) {
			record.sentAt ??= began;
			record.what = request.what;
			record.unknown = true; // until the answer says otherwise
			const sent = await send(client, request);
			if ('answer' in sent) {
				record.unknown = false;
				return (record.done = { answer: sent.answer, reconciled: false });
			}
			if ('refusal' in sent) {
				const { refusal } = sent;
				const mayTryAgain =
					refusal instanceof ExmoError &&
					isTooMany(refusal) &&
					clock.now() - began + (refusal.details.retryAfterMs ?? 0) < client.waits.turnMs;
				const seen = mayTryAgain ? await request.lookUp(true) : undefined;
				record.unknown = false;
				if (seen && 'answer' in seen) {
					return (record.done = { answer: seen.answer, reconciled: true });
				}
				if (!seen?.isAbsent) throw refusal;
				continue;
			}
			lost = sent.lost;
		}
		const result = await request.lookUp();
		if ('answer' in result) {
			record.unknown = false;
			return (record.done = { answer: result.answer, reconciled: true });
		}
		if (lost?.isOwnNonce && result.isAbsent && ++ownNonceTries === 1) {
			record.unknown = false;
			continue;
		}
		const reason = lost ? `${lost.title}.` : 'The answer got lost.';
		throw unknownOutcome(request, result.lookedAt, reason);
	}
}
