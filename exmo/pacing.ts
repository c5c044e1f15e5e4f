/**
 * Turns: when a request may leave. EXMO allows 10 requests a second for a key and for an address
 * (exmo-api/REST.md 1.5). Reads of a key may overlap; a write goes alone, so that an overtaken nonce
 * can never be mistaken for its own.
 *
 * One `Host` per exchange address keeps all keys of this process under the address's limit. Other
 * processes are not known here: when the exchange refuses although this process kept to the limit,
 * somebody shares it, and the figure is halved; it rises again slowly, so that sharers meet in the
 * middle and stay there.
 */
import type { Clock } from './clock';
import { ExmoError } from './errors';
import { Limit, REQUESTS_PER_SECOND } from './limit';

/** Sleeps cannot be taken back: one that has become pointless must not keep a process alive for minutes. */
const LONGEST_SLEEP_MS = 1000;

class KeyLane {
	readonly limit = new Limit();
	lastDeparture = -Infinity;
	inFlight = 0;
	/** Set while a request that goes alone is under way. */
	alone = false;
}

/**
 * `public`: unsigned; `signed`: may overlap with others of its key; `alone`: signed, and with nothing
 * else of its key under way.
 */
export type TurnKind = 'public' | 'signed' | 'alone';

export interface TurnRequest {
	readonly kind: TurnKind;
	/** The API key; needed for all but public requests. */
	readonly apiKey?: string;
	/** How long the request may wait, in milliseconds. */
	readonly maxWaitMs: number;
	readonly signal?: AbortSignal;
}

/** A turn that has come; it has to be given back when the answer is there. */
export interface Turn {
	/** `refusal`: the exchange said that this was one request too many. */
	done(refusal?: { retryAfterMs?: number }): void;
}

interface Waiting extends TurnRequest {
	readonly since: number;
	readonly resolve: (turn: Turn) => void;
	readonly reject: (error: ExmoError) => void;
}

/** The turns at one exchange address. */
export class Host {
	private readonly clock: Clock;
	private readonly limit = new Limit();
	private readonly lanes = new Map<string, KeyLane>();
	private readonly waiting = new Set<Waiting>();
	private wakeAt = Infinity;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	/**
	 * Waits for the request's turn.
	 * @throws ExmoError (rateLimit) when the wait would be, or has become, longer than allowed; when cancelled
	 */
	async turn(request: TurnRequest): Promise<Turn> {
		const now = this.clock.now();
		const foreseen = this.foreseenWait(request, now);
		if (foreseen > request.maxWaitMs) throw tooLong(request, foreseen);
		if (request.signal?.aborted) throw cancelled();
		return await new Promise<Turn>((resolve, reject) => {
			const stop = () => {
				this.waiting.delete(waiting);
				reject(cancelled());
				this.advance(); // it may have stood in the way of others
			};
			const settled =
				<T>(settle: (value: T) => void) =>
				(value: T) => {
					request.signal?.removeEventListener('abort', stop);
					settle(value);
				};
			const waiting = {
				...request,
				since: now,
				resolve: settled(resolve),
				reject: settled(reject),
			};
			this.waiting.add(waiting);
			request.signal?.addEventListener('abort', stop);
			this.advance();
		});
	}

	private lane(apiKey: string): KeyLane {
		let lane = this.lanes.get(apiKey);
		if (!lane) this.lanes.set(apiKey, (lane = new KeyLane()));
		return lane;
	}

	/**
	 * A lower bound: those in front need at least their departures. The writes of another key are not in
	 * front: they wait for answers, and are overtaken.
	 */
	private foreseenWait(request: TurnRequest, now: number): number {
		const waiting = [...this.waiting];
		const unsigned = waiting.filter(({ kind }) => kind === 'public').length;
		const byAddress = this.limit.nextDeparture(now);
		if (request.kind === 'public') {
			return Math.max(0, byAddress - now) + this.limit.leastTime(unsigned);
		}
		const ofKey = waiting.filter(
			({ kind, apiKey }) => kind !== 'public' && apiKey === request.apiKey,
		).length;
		const { limit } = this.lane(request.apiKey ?? '');
		const next = Math.max(byAddress, limit.nextDeparture(now));
		return (
			Math.max(0, next - now) +
			Math.max(this.limit.leastTime(unsigned + ofKey), ofKey * limit.spacing)
		);
	}

	/** When a waiting request may leave; Infinity while it depends on an answer that is not there yet. */
	private departureTime(request: Waiting, now: number, isBehindAlone: boolean): number {
		const byAddress = this.limit.nextDeparture(now);
		if (request.kind === 'public') return byAddress;
		const lane = this.lane(request.apiKey ?? '');
		if (lane.alone || isBehindAlone) return Infinity;
		if (request.kind === 'alone' && lane.inFlight > 0) return Infinity;
		// Signed requests keep an even distance, so that they arrive in the order of their nonces
		const spaced = lane.lastDeparture + Math.max(lane.limit.spacing, this.limit.spacing);
		return Math.max(byAddress, lane.limit.nextDeparture(now), spaced);
	}

	/** Lets all those go whose turn has come, in their order, and sees to it that the next ones are not forgotten. */
	private advance(): void {
		const now = this.clock.now();
		let next = Infinity;
		/** Keys of which somebody further ahead waits to go alone: nobody overtakes that one. */
		const claimed = new Set<string>();
		for (const request of this.waiting) {
			const deadline = request.since + request.maxWaitMs;
			if (now > deadline) {
				this.waiting.delete(request);
				request.reject(tooLong(request, now - request.since));
				continue;
			}
			const apiKey = request.apiKey ?? '';
			const departure = this.departureTime(request, now, claimed.has(apiKey));
			if (departure <= now) {
				this.waiting.delete(request);
				request.resolve(this.depart(request, now));
				continue;
			}
			if (request.kind === 'alone') claimed.add(apiKey);
			next = Math.min(next, departure, deadline + 1);
		}
		this.wake(next, now);
	}

	private wake(next: number, now: number): void {
		if (next >= this.wakeAt || next === Infinity) return;
		const at = Math.min(next, now + LONGEST_SLEEP_MS);
		this.wakeAt = at;
		void this.clock.sleep(Math.max(1, Math.ceil(at - now))).then(() => {
			if (this.wakeAt === at) this.wakeAt = Infinity;
			this.advance();
		});
	}

	private depart(request: Waiting, now: number): Turn {
		const lane = request.kind === 'public' ? undefined : this.lane(request.apiKey ?? '');
		const limits = lane ? [this.limit, lane.limit] : [this.limit];
		const departures = limits.map((limit) => limit.depart(now));
		if (lane) {
			lane.lastDeparture = now;
			lane.inFlight += 1;
			lane.alone = request.kind === 'alone';
		}
		return {
			done: (refusal) => {
				const answeredAt = this.clock.now();
				for (const departure of departures) departure.roundTripMs = answeredAt - now;
				for (const limit of limits) {
					if (refusal) limit.refused(now, answeredAt, refusal.retryAfterMs);
					else limit.accepted(now);
				}
				if (lane) {
					lane.inFlight -= 1;
					if (request.kind === 'alone') lane.alone = false;
				}
				this.advance();
			},
		};
	}
}

const seconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`;

const tooLong = ({ maxWaitMs }: TurnRequest, wait: number): ExmoError =>
	new ExmoError({
		title: `Not sent: the wait for a turn at the exchange would be longer than ${seconds(maxWaitMs)}`,
		description: `EXMO allows ${REQUESTS_PER_SECOND} requests a second, and the requests before this one need about ${seconds(wait)}. Raise "Longest Wait" in the node's Request Options, or run fewer things at once.`,
		kind: 'rateLimit',
		notSent: true,
	});

const cancelled = (): ExmoError =>
	new ExmoError({
		title: 'Not sent: the execution was stopped',
		description: 'The request was still waiting for its turn at the exchange.',
		kind: 'network',
		notSent: true,
	});
