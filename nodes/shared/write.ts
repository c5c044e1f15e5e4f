/**
 * Requests that change something at EXMO. Each is sent once; when its answer is lost, the exchange is
 * asked what became of it, and when a run is tried again, what was done is returned from memory.
 */
import type { Endpoint } from '../../exmo/endpoints';
import { ExmoError } from '../../exmo/errors';
import type { Params } from '../../exmo/signing';
import type { ExmoClient } from './client';
import type { WriteRecord } from './runMemory';

export interface Written {
	readonly answer: unknown;
	/** Whether the answer got lost and the result was found by looking for it. */
	readonly reconciled: boolean;
}

/** What a search at the exchange has brought: the answer to go on with, or where it was looked. */
export type LookUp = { readonly answer: unknown } | { readonly lookedAt: string };

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

/**
 * Sends the request once and gives its answer, or what a search found of it.
 * @throws ExmoError: a refusal as it is; `unknownOutcome` when nothing is known and nothing was found
 */
export async function write(
	client: ExmoClient,
	record: WriteRecord,
	request: WriteRequest,
): Promise<Written> {
	if (record.done) return record.done;
	let reason = 'The answer to an earlier try got lost.';
	if (!record.unknown) {
		record.sentAt = Date.now();
		record.unknown = true; // until the answer says otherwise
		const { answer, error } = await client.call(request.endpoint, request.params).then(
			(data) => ({ answer: data, error: undefined }),
			(failure: unknown) => ({ answer: undefined, error: failure }),
		);
		if (error === undefined && (request.isAnswer?.(answer) ?? true)) {
			record.unknown = false;
			return (record.done = { answer, reconciled: false });
		}
		const lost =
			error === undefined || (error instanceof ExmoError && error.details.mayHaveHadEffect);
		if (!lost) {
			record.unknown = false;
			throw error;
		}
		if (error instanceof ExmoError) reason = `${error.details.title}.`;
	}
	const result = await request.lookUp();
	if ('lookedAt' in result) throw unknownOutcome(request, result.lookedAt, reason);
	record.unknown = false;
	return (record.done = { answer: result.answer, reconciled: true });
}
