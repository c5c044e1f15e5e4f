/**
 * One request from its turn to its data: wait, send, read, and decide - done, again, or an error that
 * says whether it may have had an effect. Again is only what the exchange refused by its nonce, and what
 * only reads (exmo/endpoints.ts, exmo/errors.ts say which); nothing else is sent twice here.
 */
import type { Clock } from './clock';
import type { Endpoint } from './endpoints';
import { ExmoError } from './errors';
import { learnUsedNonce, wasIssued } from './nonce';
import type { Host, TurnKind } from './pacing';
import { readReply, type HttpReply } from './reply';

/** A nonce that keeps being overtaken means a very busy second program; then the user has to know. */
const MOST_NONCE_TRIES = 10;
/** Pauses before a read is tried again after trouble on the way or at the exchange. */
const READ_PAUSES_MS = [500, 2000];

export interface RequestOptions {
	readonly host: Host;
	readonly clock: Clock;
	readonly apiKey: string;
	/** The longest the request may take until it is sent for the last time, in milliseconds. */
	readonly maxWaitMs: number;
	/** Goes before everything that waits: for finding out what became of a write. */
	readonly urgent?: boolean;
	readonly signal?: AbortSignal;
	/**
	 * Signs and sends; called once for each attempt.
	 * @throws ExmoError when there is no reply at all
	 */
	send(): Promise<HttpReply>;
}

const firstTurn = (endpoint: Endpoint): TurnKind =>
	endpoint.access === 'public' ? 'public' : endpoint.repeat === 'nothing' ? 'signed' : 'alone';

type Outcome =
	| { readonly data: unknown; readonly error?: undefined }
	| { readonly data?: undefined; readonly error: unknown };

async function attempt(
	endpoint: Endpoint,
	kind: TurnKind,
	options: RequestOptions,
	maxWaitMs: number,
): Promise<Outcome> {
	const { apiKey, urgent, signal } = options;
	const turn = await options.host.turn({ kind, apiKey, maxWaitMs, urgent, signal });
	let outcome: Outcome;
	try {
		outcome = { data: readReply(endpoint, await options.send()) };
	} catch (error) {
		outcome = { error };
	}
	const { error } = outcome;
	const refused = error instanceof ExmoError && error.details.kind === 'rateLimit';
	turn.done(refused ? error.details : undefined);
	return outcome;
}

/**
 * EXMO's data for one request.
 * @throws ExmoError; `details.mayHaveHadEffect` tells whether the exchange may have acted on it
 */
export async function request(endpoint: Endpoint, options: RequestOptions): Promise<unknown> {
	const { clock, maxWaitMs } = options;
	const began = clock.now();
	let kind = firstTurn(endpoint);
	let nonceTries = 0;
	let readTries = 0;
	const timeLeft = () => Math.max(0, maxWaitMs - (clock.now() - began));
	for (;;) {
		const outcome = await attempt(endpoint, kind, options, timeLeft());
		if (outcome.error === undefined) return outcome.data;
		const { error } = outcome;
		if (!(error instanceof ExmoError)) throw error;
		const { details } = error;
		if (isOwnNonce(endpoint, options.apiKey, details.usedNonce)) throw arrivedTwice(error);
		if (details.kind === 'nonce' && ++nonceTries < MOST_NONCE_TRIES) {
			if (details.usedNonce !== undefined) learnUsedNonce(options.apiKey, details.usedNonce);
			kind = 'alone';
		} else if (isTooMany(error) && endpoint.repeat === 'nothing') {
			if ((details.retryAfterMs ?? 0) > timeLeft()) throw error;
		} else if (isPassing(endpoint, error) && READ_PAUSES_MS[readTries] <= timeLeft()) {
			await clock.sleep(READ_PAUSES_MS[readTries++]);
		} else {
			throw error;
		}
	}
}

/**
 * Whether the nonce that stood in the way of a write was its own. As a write goes alone, either
 * something on the way delivered it twice and the first one was accepted, or another program used the
 * very same nonce just before.
 */
const isOwnNonce = (endpoint: Endpoint, apiKey: string, usedNonce: bigint | undefined): boolean =>
	endpoint.repeat === 'again' && usedNonce !== undefined && wasIssued(apiKey, usedNonce);

const arrivedTwice = (error: ExmoError): ExmoError =>
	error.with({
		title: 'EXMO refused the request by its own nonce',
		description:
			'It arrived twice, and only the answer to the second came back; or another program on the same key used the same nonce.',
		kind: 'network',
		mayHaveHadEffect: true,
		refusedUntouched: false,
		isOwnNonce: true,
	});

/**
 * Whether the exchange turned this delivery away as one too many. A write is not repeated here even
 * then: had it been delivered twice, the first one may have been accepted (nodes/shared/write.ts looks).
 */
export const isTooMany = ({ details }: ExmoError): boolean =>
	details.kind === 'rateLimit' && details.refusedUntouched === true;

/** Trouble that a read may simply try again. */
const isPassing = (endpoint: Endpoint, { details }: ExmoError): boolean =>
	endpoint.repeat === 'nothing' && ['network', 'maintenance', 'rateLimit'].includes(details.kind);
