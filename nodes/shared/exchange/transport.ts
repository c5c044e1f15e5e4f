/**
 * One request of a node's credential, reading or writing: hands it to exmo/pacing/request.ts, which
 * sees to slots, retries and answers, and sends it by n8n's HTTP helper. Only client.ts, which reads, and
 * writer.ts, which writes, use it.
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
import { checkParameters, checkPermission } from '../../../exmo/api/authorization';
import type { Account } from '../../../exmo/api/credential';
import {
	API_PATH,
	ENDPOINTS,
	isWrite,
	methodOf,
	type Endpoint,
	type ReadEndpoint,
	type WriteEndpoint,
} from '../../../exmo/api/endpoints';
import { checkForm } from '../../../exmo/api/forms';
import { exchangeUrl } from '../../../exmo/api/hosts';
import type { HttpReply } from '../../../exmo/api/reply';
import { ServerClock } from '../../../exmo/api/serverClock';
import { checkKey, formBody, type Params } from '../../../exmo/api/signing';
import { RequestQueue, type Slot } from '../../../exmo/pacing/queue';
import { request } from '../../../exmo/pacing/request';
import { transportError } from '../errors/transportError';
import { clock } from './clock';

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

/** The longest that one attempt to find a lost write may wait for its slot, in milliseconds. */
const URGENT_WAIT_MS = 60_000;

/** Keys by which this process has sent a signed request that the exchange took: their nonce is known. */
const keysWithKnownNonce = new Set<string>();

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

export class Transport {
	readonly account: Account;
	/** The exchange's address, without a trailing slash. */
	readonly url: string;
	readonly context: NodeContext;
	readonly waits: Waits;
	readonly serverClock: ServerClock;
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
	 * The transport of a node's credential.
	 * @param life ends what is still waiting, where n8n has no signal of its own: in a trigger
	 * @throws UnusableAddress
	 */
	static async of(context: NodeContext, waits: Waits, life?: AbortSignal): Promise<Transport> {
		return new Transport(context, accountOf(await context.getCredentials('exmoApi')), waits, life);
	}

	/**
	 * EXMO's data for one request, without its envelope. A stop of the execution ends a read at once; a
	 * write that is under way gets its answer all the same.
	 * @param isUrgent a search for a lost write, or the cancellation of what is one too many: before
	 *   whatever else of the key waits, and after a stop as well. Tried once: who searches tries again.
	 * @throws ExmoError | SigningRefused | UnusableKey; the last two before anything is sent
	 */
	async request<Reply = unknown>(
		endpoint: ReadEndpoint<Reply> | WriteEndpoint,
		params: Params = {},
		isUrgent = false,
	): Promise<Reply> {
		checkPermission(this.account.permissions, endpoint);
		if (endpoint.access !== 'public') {
			checkParameters(endpoint, Object.keys(params));
			checkKey(this.account);
		}
		const { apiKey } = this.account;
		const outlastsStop = isWrite(endpoint) || isUrgent;
		const data = await request(endpoint, {
			...{ clock, apiKey, urgent: isUrgent, queue: queueAt(this.url) },
			maxWaitMs: isUrgent ? URGENT_WAIT_MS : this.waits.queueMs,
			signal: isUrgent ? undefined : this.stopSignal,
			send: async () => await this.send(endpoint, params, outlastsStop),
		});
		if (endpoint.access !== 'public') keysWithKnownNonce.add(apiKey);
		checkForm<Reply>(endpoint, data);
		return data;
	}

	/** Sees to it that a nonce which another program has raised is known before what may be sent only once. */
	async learnNonce(): Promise<void> {
		if (keysWithKnownNonce.has(this.account.apiKey)) return;
		await this.request(ENDPOINTS.userInfo).catch(() => undefined); // the write itself will tell
	}

	/**
	 * The slot for a WebSocket login: it uses a nonce up, so no request of the key may overtake it.
	 * @throws ExmoError when there is no slot in time
	 */
	async loginSlot(maxWaitMs: number, signal?: AbortSignal): Promise<Slot> {
		const { apiKey } = this.account;
		return await queueAt(this.url).acquire({ kind: 'exclusive', apiKey, maxWaitMs, signal });
	}

	/** Ends when the execution is stopped. */
	get stopSignal(): AbortSignal | undefined {
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
