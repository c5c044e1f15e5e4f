/**
 * The way to EXMO for all nodes: knows the node and its credential, and hands each request to
 * exmo/request.ts, which sees to turns, repeats and answers.
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
import { sleep } from 'n8n-workflow';

import { accountOf } from '../../credentials/ExmoApi.credentials';
import { checkPermission, type Account } from '../../exmo/authorization';
import { API_PATH, ENDPOINTS, type Endpoint } from '../../exmo/endpoints';
import { ExmoError } from '../../exmo/errors';
import { exchangeUrl } from '../../exmo/hosts';
import type { Call } from '../../exmo/orders';
import { Host, type Clock, type Turn } from '../../exmo/pacing';
import { readPairList, type PairRules, type PairSettings } from '../../exmo/pairs';
import type { HttpReply } from '../../exmo/reply';
import { request } from '../../exmo/request';
import { checkKey, formBody, type Params } from '../../exmo/signing';
import { transportError } from './transportError';

export type NodeContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| ITriggerFunctions;

export interface Waits {
	/** How long to wait for EXMO's answer, in milliseconds. */
	readonly answerMs: number;
	/** How long a request may wait for its turn, in milliseconds. */
	readonly turnMs: number;
}

export const DEFAULT_WAITS: Waits = { answerMs: 30_000, turnMs: 300_000 };

export const clock: Clock = { now: () => Date.now(), sleep };

/** EXMO counts seconds, and how far its clock is from ours is known to the second only. */
export const CLOCK_SLACK_SECONDS = 60;

/** The turns of this process, one set for each exchange address: all nodes and executions share them. */
const hosts = new Map<string, Host>();

function hostAt(url: string): Host {
	let host = hosts.get(url);
	if (!host) hosts.set(url, (host = new Host(clock)));
	return host;
}

const textOf = (body: unknown): string =>
	Buffer.isBuffer(body)
		? body.toString('utf8')
		: body instanceof ArrayBuffer
			? Buffer.from(body).toString('utf8')
			: String(body ?? '');

/** Of so many replies the Date is remembered. */
const DATES_KEPT = 9;

export class ExmoClient {
	readonly account: Account;
	/** The exchange's address, without a trailing slash. */
	readonly url: string;
	private readonly context: NodeContext;
	readonly waits: Waits;
	/** How far EXMO's clock is ahead of ours, in milliseconds, by the Date of its latest replies. */
	private readonly clockOffsetsMs: number[] = [];
	private pairRules?: Promise<Map<string, PairRules>>;

	private readonly life?: AbortSignal;

	private constructor(context: NodeContext, account: Account, waits: Waits, life?: AbortSignal) {
		this.context = context;
		this.life = life;
		this.account = account;
		this.url = exchangeUrl(account.exchange, account.customUrl);
		this.waits = waits;
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
	 * EXMO's data for one request, without its envelope.
	 * @throws ExmoError | SigningRefused | UnusableKey; the last two before anything is sent
	 */
	async call(endpoint: Endpoint, params: Params = {}): Promise<unknown> {
		checkPermission(this.account.permissions, endpoint);
		if (endpoint.access !== 'public') checkKey(this.account);
		return await request(endpoint, {
			host: hostAt(this.url),
			clock,
			apiKey: this.account.apiKey,
			maxWaitMs: this.waits.turnMs,
			signal: this.cancelSignal(),
			send: async () => await this.send(endpoint, params),
		});
	}

	/**
	 * The turn for a WebSocket login: it uses a nonce up, so no request of the key may overtake it.
	 * @throws ExmoError when the turn does not come in time
	 */
	async loginTurn(maxWaitMs: number, signal?: AbortSignal): Promise<Turn> {
		const { apiKey } = this.account;
		return await hostAt(this.url).turn({ kind: 'alone', apiKey, maxWaitMs, signal });
	}

	/** `call`, to hand on to what lives in exmo/. */
	readonly ask: Call = async (endpoint, params) => await this.call(endpoint, params);

	/** The rules of every listed pair, asked for once in a node run. */
	async pairs(): Promise<Map<string, PairRules>> {
		this.pairRules ??= this.call(ENDPOINTS.pairSettings).then((settings) =>
			readPairList(settings as Record<string, PairSettings>),
		);
		this.pairRules.catch(() => (this.pairRules = undefined)); // the next item asks anew
		return await this.pairRules;
	}

	/** A moment of our clock as unix seconds of EXMO's. */
	serverSeconds(ourMs: number): number {
		// One reply may have a wrong Date: the one in the middle counts, of two the earlier
		const offsets = this.clockOffsetsMs.toSorted((one, other) => one - other);
		const offsetMs = offsets[Math.floor((offsets.length - 1) / 2)] ?? 0;
		return Math.floor((ourMs + offsetMs) / 1000);
	}

	/**
	 * Sees to it that `serverSeconds` goes by EXMO's clock and not by ours: without a reply up to now,
	 * EXMO is asked for something small. Needed before the first "since when".
	 * @throws ExmoError
	 */
	async learnServerClock(): Promise<void> {
		if (this.clockOffsetsMs.length === 0) await this.call(ENDPOINTS.currency);
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
						description: 'Nothing was under way.',
						kind: 'network',
						notSent: true,
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

	private noteServerClock(headers: HttpReply['headers']): void {
		const serverMs = Date.parse(String(headers.date ?? ''));
		if (!Number.isFinite(serverMs)) return;
		this.clockOffsetsMs.push(serverMs - clock.now());
		if (this.clockOffsetsMs.length > DATES_KEPT) this.clockOffsetsMs.shift();
	}

	private cancelSignal(): AbortSignal | undefined {
		if (this.life) return this.life;
		return 'getExecutionCancelSignal' in this.context
			? this.context.getExecutionCancelSignal()
			: undefined;
	}

	private async send(endpoint: Endpoint, params: Params): Promise<HttpReply> {
		const form = formBody(params);
		const url = this.url + API_PATH + endpoint.path;
		const isGet = endpoint.method === 'GET';
		const options: IHttpRequestOptions = {
			method: endpoint.method,
			url: isGet && form !== '' ? `${url}?${form}` : url,
			...(isGet
				? {}
				: { body: form, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
			encoding: 'arraybuffer', // exmo/reply reads the text itself, so that no digit is lost
			returnFullResponse: true,
			// n8n would send a request again by itself after an HTTP 401
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: this.waits.answerMs,
		};
		let failure: unknown;
		try {
			const reply = (await this.context.helpers.httpRequestWithAuthentication.call(
				this.context as IAllExecuteFunctions,
				'exmoApi',
				options,
			)) as IN8nHttpFullResponse;
			this.noteServerClock(reply.headers);
			return { statusCode: reply.statusCode, headers: reply.headers, text: textOf(reply.body) };
		} catch (error) {
			failure = error;
		}
		throw transportError(endpoint, failure, new URL(this.url).host);
	}
}
