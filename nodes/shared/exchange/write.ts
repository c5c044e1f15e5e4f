/**
 * Requests that change something at EXMO. What follows when no answer comes back, or a refusal that may
 * hide one, stands in exmo/reconcile/writes.ts; when a run is tried again, what was done is returned from memory.
 */
import type { WriteEndpoint } from '../../../exmo/api/endpoints';
import { ExmoError, type ExmoErrorDetails } from '../../../exmo/errors/errors';
import { lookInRounds, type Effort } from '../../../exmo/reconcile/attempts';
import type { Params } from '../../../exmo/api/signing';
import {
	effortOf,
	isSuspicious,
	MAX_SENDINGS,
	RULES,
	troubleOf,
	type Trouble,
} from '../../../exmo/reconcile/writes';
import type { ExmoClient } from './client';
import { clock } from './clock';
import type { WriteRecord } from './runMemory';

export interface Written {
	readonly answer: unknown;
	/** Whether the answer got lost and the result was found by looking for it. */
	readonly reconciled: boolean;
	/** What was found of deliveries beside the one that the answer names. */
	readonly twin?: Twin;
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

/** What a search at the exchange has brought: the answer to go on with, or where it was looked. */
export type LookUp =
	| { readonly answer: unknown }
	| {
			readonly lookedAt: string;
			/** Every place where it would show could be read to the last, and it shows in none. */
			readonly isAbsent?: boolean;
	  };

/** Looks until there is an answer or the effort is over; of looks without one, the last counts. */
export async function lookAgain(effort: Effort, look: () => Promise<LookUp>): Promise<LookUp> {
	let last: LookUp = { lookedAt: '' };
	const { found } = await lookInRounds(
		clock,
		async () => {
			last = await look();
			return 'answer' in last ? last : undefined;
		},
		effort,
	);
	return found ?? last;
}

export interface WriteRequest {
	readonly endpoint: WriteEndpoint;
	readonly params: Params;
	/** What this is, for the error: "the order with client order ID 42". */
	readonly what: string;
	/** The same in the words of what was done: "buy 0.001 BTC_USD at 30000 (order 512)". */
	whatWasDone?(answer: unknown): string;
	readonly clientOrderId?: string;
	/** How a person finds out what became of it. */
	readonly howToCheck: string;
	/** Whether an answer is whole; one that is not counts as lost. */
	isAnswer?(answer: unknown): boolean;
	/** Looks for it at the exchange, for as long as the effort says. */
	lookUp(effort: Effort): Promise<LookUp>;
	/** Checks again what may have changed before it is sent once more. @throws what speaks against it */
	recheck?(): Promise<void>;
	/** Whether a stop of the execution must not keep it from being sent: it undoes what is too much. */
	readonly outlastsStop?: boolean;
	/**
	 * Orders: looks for another one after it was sent again, and gives the answer of the one that stands.
	 * @param isLatest whether the answer is that of the last sending, or one that a search has found
	 */
	settleTwin?(answer: unknown, isLatest: boolean): Promise<{ answer: unknown; twin?: Twin }>;
}

interface Failure {
	readonly trouble: Trouble;
	readonly error: unknown;
	readonly details?: ExmoErrorDetails;
}

/** What sending the request once has brought. */
async function send(
	client: ExmoClient,
	{ endpoint, params, isAnswer, outlastsStop }: WriteRequest,
): Promise<{ answer: unknown } | Failure> {
	try {
		const answer = await (outlastsStop ? client.lookUp : client.ask)(endpoint, params);
		return (isAnswer?.(answer) ?? true) ? { answer } : { trouble: 'lost', error: undefined };
	} catch (error) {
		if (error instanceof ExmoError) {
			return { trouble: troubleOf(error.details), error, details: error.details };
		}
		// Of an unforeseen error nothing can be said
		return { trouble: 'lost', error };
	}
}

function unknownOutcome(
	{ what, howToCheck, clientOrderId }: WriteRequest,
	{ lastRefusal, sendings = 1 }: WriteRecord,
	lookedAt: string,
): ExmoError {
	const reason = lastRefusal === undefined ? 'The answer got lost.' : `${lastRefusal}.`;
	const again = sendings > 1 ? '' : 'It was not sent again. ';
	return new ExmoError({
		title: `It is not known whether EXMO carried out ${what}`,
		advice: `${reason} ${lookedAt} ${again}${howToCheck}`.trim(),
		kind: 'unknownOutcome',
		effect: 'unknown',
		clientOrderId,
	});
}

/**
 * Sends the request and gives its answer, or what a search found of it.
 * @throws ExmoError: a refusal as it is; `unknownOutcome` when nothing is known and nothing was found
 */
export async function write(
	client: ExmoClient,
	record: WriteRecord,
	request: WriteRequest,
): Promise<Written> {
	if (record.done) return record.done;
	const written = await carryOut(client, record, request).finally(() => {
		if (!client.isStopped || !record.isUnknown) return;
		client.log(`After the stop: it is not known whether EXMO carried out ${request.what}.`);
	});
	record.done = written;
	const done = request.whatWasDone?.(written.answer) ?? request.what;
	record.what = [done, written.twin?.note.replace(/\.$/, '')].filter(Boolean).join('. ');
	if (client.isStopped) client.log(`After the stop: EXMO carried out ${record.what}.`);
	return written;
}

async function carryOut(
	client: ExmoClient,
	record: WriteRecord,
	request: WriteRequest,
): Promise<Written> {
	const kind = request.endpoint.writes;
	const deadline = clock.now() + client.waits.queueMs;
	/** Sent by the run that failed before: how that ended is in the record. */
	let failure: Failure | undefined = record.isUnknown
		? { trouble: record.trouble ?? 'lost', error: undefined }
		: undefined;
	for (;;) {
		if (!failure) {
			const sent = await sendOnce(client, record, request);
			if ('answer' in sent) return await settled(record, request, sent.answer, true);
			failure = sent;
		}
		const { trouble, details } = failure;
		const { look, otherwise } = RULES[trouble][kind];
		const isOver =
			client.isStopped ||
			(record.sendings ?? 0) >= MAX_SENDINGS ||
			clock.now() + (details?.retryAfterMs ?? 0) > deadline;
		const isLast = otherwise !== 'sendAgain' || isOver;
		const { isSuspected = false, sendings = 0 } = record;
		const wanted = effortOf(look, { kind, isSuspected, isLast, sendings });
		const effort = client.isStopped && wanted === 'patient' ? 'usual' : wanted;
		const seen = effort === 'none' ? undefined : await request.lookUp(effort);
		if (seen && 'answer' in seen) {
			record.isUnknown = false;
			return { ...(await settled(record, request, seen.answer, false)), reconciled: true };
		}
		const lookedAt = seen?.lookedAt ?? '';
		if (otherwise === 'refusal' && !record.isSuspected) {
			record.isUnknown = false;
			throw failure.error;
		}
		if (isLast || (seen && !seen.isAbsent)) throw unknownOutcome(request, record, lookedAt);
		await request.recheck?.().catch((error: unknown) => {
			const reason = error instanceof Error ? error.message : String(error);
			throw unknownOutcome(request, record, `${lookedAt} It would not be sent now: ${reason}`);
		});
		failure = undefined;
	}
}

/** Sends it and notes in the record what is known of it. */
async function sendOnce(
	client: ExmoClient,
	record: WriteRecord,
	request: WriteRequest,
): Promise<{ answer: unknown } | Failure> {
	// What may not be sent again must not fail because another program has raised the nonce before
	if (request.endpoint.writes === 'transfer') await client.learnNonce();
	record.sentAt ??= clock.now();
	record.what = request.what;
	record.isUnknown = true; // until the answer says otherwise
	const sent = await send(client, request);
	if ('answer' in sent) {
		record.isUnknown = false;
		record.sendings = (record.sendings ?? 0) + 1;
		return sent;
	}
	const { trouble, details } = sent;
	if (trouble === 'notSent') {
		record.isUnknown = record.isSuspected ?? false;
		return sent;
	}
	record.sendings = (record.sendings ?? 0) + 1;
	record.lastRefusal = details?.title;
	if (isSuspicious(trouble)) record.isSuspected = true;
	// A plain refusal does not do away with what an earlier one may hide
	if (trouble !== 'refused' || !record.isSuspected) record.trouble = trouble;
	return sent;
}

/** The answer, and what there is of a twin when the request was sent more than once. */
async function settled(
	{ isSuspected, sendings = 1 }: WriteRecord,
	{ settleTwin }: WriteRequest,
	answer: unknown,
	isLatest: boolean,
): Promise<Written> {
	if (!settleTwin || !isSuspected || sendings < 2) return { answer, reconciled: false };
	return { ...(await settleTwin(answer, isLatest)), reconciled: false };
}
