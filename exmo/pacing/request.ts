/**
 * One request from its slot to its data: wait, send, read, and decide - done, again, or an error that
 * says whether it may have had an effect. Again is only what only reads (exmo/api/endpoints.ts says which):
 * a write is sent once here, whatever comes back; exmo/reconcile/writes.ts says what follows then.
 */
import type { Clock } from '../clock';
import { isWrite, type Endpoint } from '../api/endpoints';
import { ExmoError } from '../errors/errors';
import { learnUsedNonce, wasIssued } from '../api/nonce';
import type { RequestQueue, SlotKind } from './queue';
import { readReply, type HttpReply } from '../api/reply';

/** A nonce that keeps being overtaken means a very busy second program; then the user has to know. */
const MAX_NONCE_TRIES = 10;
/** Pauses before a read is tried again after trouble on the way or at the exchange. */
const READ_PAUSES_MS = [500, 2000];

export interface RequestOptions {
	readonly queue: RequestQueue;
	readonly clock: Clock;
	readonly apiKey: string;
	/** The longest the request may take until it is sent for the last time, in milliseconds. */
	readonly maxWaitMs: number;
	readonly signal?: AbortSignal;
	/** Whether it reconciles a write: it goes before what waits, and its caller retries it. */
	readonly urgent?: boolean;
	/**
	 * Signs and sends; called once for each attempt.
	 * @throws ExmoError when there is no reply at all
	 */
	send(): Promise<HttpReply>;
}

const firstSlotKind = (endpoint: Endpoint): SlotKind =>
	endpoint.access === 'public' ? 'public' : isWrite(endpoint) ? 'exclusive' : 'signed';

type Outcome =
	| { readonly data: unknown; readonly error?: undefined }
	| { readonly data?: undefined; readonly error: unknown };

async function attempt(
	endpoint: Endpoint,
	kind: SlotKind,
	options: RequestOptions,
	maxWaitMs: number,
): Promise<Outcome> {
	const { apiKey, signal, urgent } = options;
	const slot = await options.queue.acquire({ kind, apiKey, maxWaitMs, signal, urgent });
	let outcome: Outcome;
	try {
		outcome = { data: readReply(endpoint, await options.send()) };
	} catch (error) {
		outcome = { error };
	}
	const { error } = outcome;
	const refused = error instanceof ExmoError && error.details.kind === 'rateLimit';
	slot.release(refused ? error.details : undefined);
	return outcome;
}

/**
 * EXMO's data for one request.
 * @throws ExmoError; `effect` tells whether the exchange may have acted on it
 */
export async function request(endpoint: Endpoint, options: RequestOptions): Promise<unknown> {
	const { clock, maxWaitMs, urgent = false } = options;
	const began = clock.now();
	const onlyReads = !isWrite(endpoint);
	let kind = firstSlotKind(endpoint);
	let nonceTries = 0;
	let readTries = 0;
	const timeLeft = () => Math.max(0, maxWaitMs - (clock.now() - began));
	for (;;) {
		const outcome = await attempt(endpoint, kind, options, timeLeft());
		if (outcome.error === undefined) return outcome.data;
		const { error } = outcome;
		if (!(error instanceof ExmoError)) throw error;
		const { details } = error;
		if (details.usedNonce !== undefined) learnUsedNonce(options.apiKey, details.usedNonce);
		if (!onlyReads) throw withNonceNoted(error, options.apiKey);
		if (details.kind === 'nonce' && ++nonceTries < MAX_NONCE_TRIES) {
			kind = 'exclusive';
		} else if (isTooMany(error)) {
			if ((details.retryAfterMs ?? 0) > timeLeft()) throw error;
		} else if (isPassing(error) && !urgent && READ_PAUSES_MS[readTries] <= timeLeft()) {
			await clock.sleep(READ_PAUSES_MS[readTries++]);
		} else {
			throw error;
		}
	}
}

/**
 * Notes whose nonce stood in the way of a write. One of this process means, as a write is exclusive,
 * that either something on the way delivered it twice and the first one was accepted, or another
 * program used the very same nonce just before.
 */
function withNonceNoted(error: ExmoError, apiKey: string): ExmoError {
	const { usedNonce } = error.details;
	if (usedNonce === undefined) return error;
	return error.with({ nonceInTheWay: wasIssued(apiKey, usedNonce) ? 'own' : 'other' });
}

/** Whether the exchange turned this delivery away as one too many. */
const isTooMany = ({ details }: ExmoError): boolean =>
	details.kind === 'rateLimit' && details.effect === 'refused';

/** Trouble that a read may simply try again. */
const isPassing = ({ details }: ExmoError): boolean =>
	['network', 'maintenance', 'rateLimit'].includes(details.kind);
