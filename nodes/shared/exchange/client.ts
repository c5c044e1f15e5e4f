/**
 * The way to EXMO for all nodes: knows the node and its credential, and hands each request to
 * exmo/pacing/request.ts, which sees to slots, retries and answers.
 */
import type {
	IAllExecuteFunctions,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	ITriggerFunctions,
} from 'n8n-workflow';

import { accountOf } from '../../../credentials/ExmoApi.credentials';
import type { Account } from '../../../exmo/api/credential';
import { checkParameters, checkPermission } from '../../../exmo/api/authorization';
import type { Moment } from '../../../exmo/clock';
import {
	API_PATH,
	ENDPOINTS,
	isWrite,
	methodOf,
	type Endpoint,
	type ReadEndpoint,
	type WriteEndpoint,
} from '../../../exmo/api/endpoints';
import { ExmoError } from '../../../exmo/errors/errors';
import { checkForm } from '../../../exmo/api/forms';
import { exchangeUrl } from '../../../exmo/api/hosts';
import { RequestQueue, type Slot } from '../../../exmo/pacing/queue';
import { readPairList, type ListedPair } from '../../../exmo/market/pairs';
import type { HttpReply } from '../../../exmo/api/reply';
import { request } from '../../../exmo/pacing/request';
import { ServerClock } from '../../../exmo/api/serverClock';
import { checkKey, formBody, type Params } from '../../../exmo/api/signing';
import { clock } from './clock';
import { transportError } from '../errors/transportError';

export type NodeContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| ITriggerFunctions;

export interface Waits {
	/** How long to wait for EXMO's answer, in milliseconds. */
	readonly answerMs: number;
	/** How long a request may wait for its slot, in milliseconds. */
	readonly queueMs: number;
}

export const DEFAULT_WAITS: Waits = { answerMs: 30_000, queueMs: 300_000 };

/** The longest that one look at the exchange for a lost write may wait for its slot, in milliseconds. */
const LOOK_UP_WAIT_MS = 60_000;

/** Keys by which this process has sent a signed request that the exchange took: their nonce is known. */
const keysWithKnownNonce = new Set<string>();

/** EXMO counts seconds, and how far its clock is from ours is known to the second only. */
const CLOCK_SLACK_SECONDS = 60;

/** The request queues of this process, one for each exchange address: all nodes and executions share them. */
const queues = new Map<string, RequestQueue>();

function queueAt(url: string): RequestQueue {
	let queue = queues.get(url);
	if (!queue) queues.set(url, (queue = new RequestQueue(clock)));
	return queue;
}

/** What this process knows of each exchange's clock: for moments before a client was made. */
const serverClocks = new Map<string, ServerClock>();

function serverClockAt(url: string): ServerClock {
	let known = serverClocks.get(url);
	if (!known) serverClocks.set(url, (known = new ServerClock(clock)));
	return known;
}

const textOf = (body: unknown): string =>
	Buffer.isBuffer(body)
		? body.toString('utf8')
		: body instanceof ArrayBuffer
			? Buffer.from(body).toString('utf8')
			: String(body ?? '');

/** The context without its stop signal, which n8n hands to every request of a context that has one. */
const withoutStop = (context: NodeContext): NodeContext =>
	Object.create(context, { getExecutionCancelSignal: { value: () => undefined } }) as NodeContext;

/** `Call`, and writes as well. */
type Send = <Reply = unknown>(
	endpoint: ReadEndpoint<Reply> | WriteEndpoint,
	params?: Params,
) => Promise<Reply>;

export class ExmoClient {
	readonly account: Account;
	/** The exchange's address, without a trailing slash. */
	readonly url: string;
	private readonly context: NodeContext;
	readonly waits: Waits;
	private readonly serverClock: ServerClock;
	private listedPairs?: Promise<Map<string, ListedPair>>;
	/** Ends what is still waiting, where n8n has no signal of its own. */
	private readonly life?: AbortSignal;

	private constructor(context: NodeContext, account: Account, waits: Waits, life?: AbortSignal) {
		this.context = context;
		this.life = life;
		this.account = account;
		this.url = exchangeUrl(account.exchange, account.customUrl);
		this.waits = waits;
		this.serverClock = new ServerClock(clock, serverClockAt(this.url));
	}

	/**
	 * The client of a node's credential.
	 * @param life ends what is still waiting, where n8n has no signal of its own: in a trigger
	 * @throws UnusableAddress
	 */
	static async of(
		context: NodeContext,
		waits: Waits = DEFAULT_WAITS,
		life?: AbortSignal,
	): Promise<ExmoClient> {
		return new ExmoClient(context, accountOf(await context.getCredentials('exmoApi')), waits, life);
	}

	/**
	 * EXMO's data for one request, without its envelope. A stop of the execution ends a read at once; a
	 * write that is under way gets its answer all the same.
	 * @throws ExmoError | SigningRefused | UnusableKey; the last two before anything is sent
	 */
	async call<Reply = unknown>(
		endpoint: ReadEndpoint<Reply> | WriteEndpoint,
		params: Params = {},
	): Promise<Reply> {
		return await this.request(endpoint, params, { maxWaitMs: this.waits.queueMs });
	}

	/**
	 * A look at the exchange for a write whose answer got lost, or the cancellation of what is one too
	 * many: before whatever else of the key waits, and after a stop as well. Tried once: who looks, looks
	 * again.
	 */
	readonly lookUp: Send = async (endpoint, params = {}) =>
		await this.request(endpoint, params, { maxWaitMs: LOOK_UP_WAIT_MS, urgent: true });

	private async request<Reply>(
		endpoint: ReadEndpoint<Reply> | WriteEndpoint,
		params: Params,
		options: { maxWaitMs: number; urgent?: boolean },
	): Promise<Reply> {
		checkPermission(this.account.permissions, endpoint);
		if (endpoint.access !== 'public') {
			checkParameters(endpoint, Object.keys(params));
			checkKey(this.account);
		}
		const { apiKey } = this.account;
		const outlastsStop = isWrite(endpoint) || options.urgent === true;
		const data = await request(endpoint, {
			...options,
			queue: queueAt(this.url),
			...{ clock, apiKey },
			signal: options.urgent ? undefined : this.cancelSignal(),
			send: async () => await this.send(endpoint, params, outlastsStop),
		});
		if (endpoint.access !== 'public') keysWithKnownNonce.add(apiKey);
		checkForm<Reply>(endpoint, data);
		return data;
	}

	/** Sees to it that a nonce which another program has raised is known before what may be sent only once. */
	async learnNonce(): Promise<void> {
		if (keysWithKnownNonce.has(this.account.apiKey)) return;
		await this.call(ENDPOINTS.userInfo).catch(() => undefined); // the write itself will tell
	}

	/** Whether the execution was stopped. */
	get isStopped(): boolean {
		return this.cancelSignal()?.aborted ?? false;
	}

	/** A line in n8n's log: what is done after a stop shows nowhere else. */
	log(text: string): void {
		this.context.logger.warn(`${this.context.getNode().name}: ${text}`);
	}

	/**
	 * The slot for a WebSocket login: it uses a nonce up, so no request of the key may overtake it.
	 * @throws ExmoError when there is no slot in time
	 */
	async loginSlot(maxWaitMs: number, signal?: AbortSignal): Promise<Slot> {
		const { apiKey } = this.account;
		return await queueAt(this.url).acquire({ kind: 'exclusive', apiKey, maxWaitMs, signal });
	}

	/** `call`, to hand on to what lives in exmo/. */
	readonly ask: Send = async (endpoint, params) => await this.call(endpoint, params);

	/** Every listed pair, asked for once in a node run. */
	async pairs(): Promise<Map<string, ListedPair>> {
		this.listedPairs ??= this.call(ENDPOINTS.pairSettings).then(readPairList);
		this.listedPairs.catch(() => (this.listedPairs = undefined)); // the next item asks anew
		return await this.listedPairs;
	}

	/** EXMO's time now, in unix seconds; by this machine's wall clock before its first reply. */
	serverSeconds(): number {
		return Math.floor(this.serverClock.now() / 1000);
	}

	/** EXMO's time at a moment of `clock.now()`, in unix seconds; also of a moment before this client was made. */
	serverSecondsAt(moment: Moment): number {
		return Math.floor(this.serverClock.at(moment) / 1000);
	}

	/**
	 * What was first sent at that moment has no earlier time at EXMO than this, in unix seconds.
	 * Without a moment nothing is too early.
	 */
	notBefore(sentAt: Moment | undefined): number {
		return sentAt === undefined ? 0 : this.serverSecondsAt(sentAt) - CLOCK_SLACK_SECONDS;
	}

	/**
	 * Sees to it that `serverSeconds` goes by EXMO's clock and not by ours: without a reply up to now,
	 * EXMO is asked for something small. Needed before the first "since when".
	 * @throws ExmoError
	 */
	async learnServerClock(): Promise<void> {
		if (!this.serverClock.isKnown) await this.call(ENDPOINTS.currency);
	}

	/** Waits between two looks at the exchange. @throws ExmoError when the execution is stopped meanwhile */
	async pause(ms: number): Promise<void> {
		const signal = this.cancelSignal();
		if (!signal) return await clock.sleep(ms);
		await new Promise<void>((resolve, reject) => {
			const stop = () =>
				reject(
					new ExmoError({
						title: 'The execution was stopped while it was waiting',
						advice: 'Nothing was under way.',
						kind: 'network',
						effect: 'none',
						gaveUpWaiting: true,
					}),
				);
			if (signal.aborted) return stop();
			signal.addEventListener('abort', stop, { once: true });
			void clock.sleep(ms).then(() => {
				signal.removeEventListener('abort', stop);
				resolve();
			});
		});
	}

	private cancelSignal(): AbortSignal | undefined {
		if (this.life) return this.life;
		return 'getExecutionCancelSignal' in this.context
			? this.context.getExecutionCancelSignal()
			: undefined;
	}

	private async send(
		endpoint: Endpoint,
		params: Params,
		outlastsStop: boolean,
	): Promise<HttpReply> {
		const form = formBody(params);
		const url = this.url + API_PATH + endpoint.path;
		const isGet = methodOf(endpoint) === 'GET';
		const options: IHttpRequestOptions = {
			method: methodOf(endpoint),
			url: isGet && form !== '' ? `${url}?${form}` : url,
			...(isGet
				? {}
				: { body: form, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
			encoding: 'arraybuffer', // exmo/api/reply reads the text itself, so that no digit is lost
			returnFullResponse: true,
			// n8n would send a request again by itself after an HTTP 401
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: this.waits.answerMs,
		};
		let failure: unknown;
		try {
			const reply = (await this.context.helpers.httpRequestWithAuthentication.call(
				(outlastsStop ? withoutStop(this.context) : this.context) as IAllExecuteFunctions,
				'exmoApi',
				options,
			)) as IN8nHttpFullResponse;
			this.serverClock.note(reply.headers.date);
			return { statusCode: reply.statusCode, headers: reply.headers, text: textOf(reply.body) };
		} catch (error) {
			failure = error;
		}
		throw transportError(endpoint, failure, new URL(this.url).host);
	}
}
