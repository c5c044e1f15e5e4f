/** EXMO for all nodes, as far as it is read: what has an effect goes through writer.ts. */
import type { Call } from '../../../exmo/api/call';
import type { Account } from '../../../exmo/api/credential';
import { ENDPOINTS } from '../../../exmo/api/endpoints';
import type { Moment } from '../../../exmo/clock';
import { ExmoError } from '../../../exmo/errors/errors';
import { readPairList, type ListedPair } from '../../../exmo/market/pairs';
import type { Slot } from '../../../exmo/pacing/queue';
import { clock } from './clock';
import { Transport, type NodeContext, type Waits } from './transport';

export type { NodeContext, Waits };

export const DEFAULT_WAITS: Waits = { answerMs: 30_000, queueMs: 300_000 };

/** EXMO counts seconds, and how far its clock is from ours is known to the second only. */
const CLOCK_SLACK_SECONDS = 60;

export class ExmoClient {
	readonly account: Account;
	/** The exchange's address, without a trailing slash. */
	readonly url: string;
	readonly waits: Waits;
	private readonly transport: Transport;
	private listedPairs?: Promise<Map<string, ListedPair>>;

	constructor(transport: Transport) {
		this.transport = transport;
		this.account = transport.account;
		this.url = transport.url;
		this.waits = transport.waits;
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
		return new ExmoClient(await Transport.of(context, waits, life));
	}

	/**
	 * EXMO's data for one request, without its envelope. A stop of the execution ends it at once.
	 * @throws ExmoError | SigningRefused | UnusableKey; the last two before anything is sent
	 */
	readonly call: Call = async (endpoint, params) => await this.transport.request(endpoint, params);

	/**
	 * The same in search of a write whose answer got lost: before whatever else of the key waits, and
	 * after a stop as well. Tried once: who searches tries again.
	 */
	readonly urgentCall: Call = async (endpoint, params) =>
		await this.transport.request(endpoint, params, true);

	/** Whether the execution was stopped. */
	get isStopped(): boolean {
		return this.transport.stopSignal?.aborted ?? false;
	}

	/** A line in n8n's log: what is done after a stop shows nowhere else. */
	log(text: string): void {
		const { context } = this.transport;
		context.logger.warn(`${context.getNode().name}: ${text}`);
	}

	/**
	 * The slot for a WebSocket login: it uses a nonce up, so no request of the key may overtake it.
	 * @throws ExmoError when there is no slot in time
	 */
	async loginSlot(maxWaitMs: number, signal?: AbortSignal): Promise<Slot> {
		return await this.transport.loginSlot(maxWaitMs, signal);
	}

	/** Every listed pair, asked for once in a node run. */
	async pairs(): Promise<Map<string, ListedPair>> {
		this.listedPairs ??= this.call(ENDPOINTS.pairSettings).then(readPairList);
		this.listedPairs.catch(() => (this.listedPairs = undefined)); // the next item asks anew
		return await this.listedPairs;
	}

	/** EXMO's time now, in unix seconds; by this machine's wall clock before its first reply. */
	serverSeconds(): number {
		return Math.floor(this.transport.serverClock.now() / 1000);
	}

	/** EXMO's time at a moment of `clock.now()`, in unix seconds; also of a moment before this client was made. */
	serverSecondsAt(moment: Moment): number {
		return Math.floor(this.transport.serverClock.at(moment) / 1000);
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
		if (!this.transport.serverClock.isKnown) await this.call(ENDPOINTS.currency);
	}

	/** Waits between two requests. @throws ExmoError when the execution is stopped meanwhile */
	async pause(ms: number): Promise<void> {
		const signal = this.transport.stopSignal;
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
}
