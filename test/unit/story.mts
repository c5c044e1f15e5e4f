import type { Endpoint } from '../../exmo/api/endpoints.ts';
import { ExmoError, type ExmoErrorDetails } from '../../exmo/errors/errors.ts';
import { nextNonce } from '../../exmo/api/nonce.ts';
import { RequestQueue } from '../../exmo/pacing/queue.ts';
import type { HttpReply } from '../../exmo/api/reply.ts';
import { request } from '../../exmo/pacing/request.ts';
import { freshKey } from './keys.mts';
import { VirtualClock } from './virtualClock.mts';

/** What the exchange does with one sending. */
type Reaction = (nonce: bigint) => HttpReply;

const ok = (text: string, statusCode = 200): HttpReply => ({ statusCode, headers: {}, text });
const refusal = (error: string) => ok(JSON.stringify({ result: false, error }));
const nonceUsed = (used: bigint) =>
	refusal(`40009: The nonce parameter is less or equal than what was used before "${used}"`);

/** All that can come back, by name. */
export const REACTIONS = {
	done: () => ok('{"result":true,"error":"","order_id":51}'),
	tooMany: () => refusal('Error 40034: Access is denied, rate limit is exceeded'),
	wait: () => refusal('API rate limit exceeded for 203.0.113.7. Retry after 20 sec.'),
	overtaken: (nonce) => nonceUsed(nonce + 1000n),
	own: (nonce) => nonceUsed(nonce),
	nonceWithoutFigure: () => refusal('40009: The nonce parameter is bad'),
	poor: () => refusal('Error 50052: Insufficient funds'),
	unknown: () => refusal('Error 77777: New'),
	maintenance: () => refusal('Error 40016: Maintenance work in progress'),
	html: () => ok('<html></html>'),
	cut: () => ok('{"result":tr'),
	nothing: () => ok(''),
	badGateway: () => ok('{"error":"Bad Gateway"}', 502),
	tooManyOfGateway: () => ok('', 429),
	lost: () => {
		throw new ExmoError({
			title: 'No answer',
			advice: '',
			kind: 'network',
			effect: 'unknown',
		});
	},
	refusedBySigner: () => {
		throw new Error('Not signed');
	},
} satisfies Record<string, Reaction>;
export type ReactionName = keyof typeof REACTIONS;

/** What says nothing about what became of a write. */
export const UNREADABLE: readonly ReactionName[] = [
	...(['lost', 'html', 'cut', 'nothing', 'badGateway', 'tooManyOfGateway'] as const),
];

/** One request against an exchange that reacts in this order, and then with success. */
export class Story {
	readonly clock = new VirtualClock();
	readonly queue = new RequestQueue(this.clock);
	readonly apiKey = freshKey();
	readonly sent: Array<{ at: number; nonce: bigint }> = [];
	private readonly reactions: ReactionName[];

	constructor(...reactions: ReactionName[]) {
		this.reactions = reactions;
	}

	async run(
		endpoint: Endpoint,
		options: { maxWaitMs?: number; urgent?: boolean; signal?: AbortSignal } = {},
	) {
		const { maxWaitMs = 3_600_000, urgent, signal } = options;
		return await this.clock.until(
			request(endpoint, {
				...{ queue: this.queue, clock: this.clock, apiKey: this.apiKey, maxWaitMs, urgent, signal },
				send: async () => {
					const nonce = nextNonce(this.apiKey, this.clock.date().getTime());
					this.sent.push({ at: this.clock.now(), nonce });
					await this.clock.sleep(100);
					return REACTIONS[this.reactions[this.sent.length - 1] ?? 'done'](nonce);
				},
			}),
		);
	}

	/** The error's details. Fails when it succeeds. */
	async fail(endpoint: Endpoint, options = {}): Promise<ExmoErrorDetails> {
		const outcome = await this.run(endpoint, options).catch((error: unknown) => error);
		if (outcome instanceof ExmoError) return outcome.details;
		throw new Error(`Not an ExmoError: ${String(outcome)}`);
	}

	/** Whether the next request of the key gets its slot: none is still held. */
	async expectNoSlotHeld(): Promise<void> {
		const slot = this.queue.acquire({ kind: 'exclusive', apiKey: this.apiKey, maxWaitMs: 600_000 });
		(await this.clock.until(slot)).release();
	}
}
