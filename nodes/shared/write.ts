/**
 * Requests that change something at EXMO. Each is sent once; when its answer is lost, the exchange is
 * asked what became of it, and when a run is tried again, what was done is returned from memory.
 */
import type { Endpoint } from '../../exmo/endpoints';
import { ExmoError, type ExmoErrorDetails } from '../../exmo/errors';
import type { Params } from '../../exmo/signing';
import type { ExmoClient } from './client';
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
	lookUp(): Promise<LookUp>;
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
 * One case is sent again: EXMO refused the request by its own nonce. Either it was delivered twice,
 * and then the first one shows; or another program happened to use the same nonce, and then nothing
 * of it shows anywhere, to the end of the search.
 * @throws ExmoError: a refusal as it is; `unknownOutcome` when nothing is known and nothing was found
 */
export async function write(
	client: ExmoClient,
	record: WriteRecord,
	request: WriteRequest,
): Promise<Written> {
	if (record.done) return record.done;
	for (let tries = 1; ; tries++) {
		let lost: ExmoErrorDetails | undefined;
		if (!record.unknown) {
			record.sentAt = Date.now();
			record.unknown = true; // until the answer says otherwise
			const sent = await send(client, request);
			if (!('lost' in sent)) {
				record.unknown = false;
				if ('refusal' in sent) throw sent.refusal;
				return (record.done = { answer: sent.answer, reconciled: false });
			}
			lost = sent.lost;
		}
		const result = await request.lookUp();
		if ('answer' in result) {
			record.unknown = false;
			return (record.done = { answer: result.answer, reconciled: true });
		}
		if (tries === 1 && lost?.isOwnNonce && result.isAbsent) {
			record.unknown = false;
			continue;
		}
		const reason = lost ? `${lost.title}.` : 'The answer got lost.';
		throw unknownOutcome(request, result.lookedAt, reason);
	}
}
