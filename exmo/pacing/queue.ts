/**
 * The request queue of an exchange: it gives out slots, within EXMO's rate limit for a key and for an
 * address (exmo-api/REST.md 1.5). Reads of a key may overlap; a write is exclusive, so that an overtaken
 * nonce can never be mistaken for its own.
 *
 * One `RequestQueue` per exchange address keeps all keys of this process under the address's limit. Other
 * processes are not known here: when the exchange refuses although this process kept to the limit,
 * somebody shares it, and the figure is halved; it rises again slowly, so that sharers meet in the
 * middle and stay there.
 *
 * Requests wait in one key queue a key, and the unsigned ones in one of theirs. What a request costs
 * does not grow with the number of those that wait: only the heads of the key queues are compared.
 */
import type { Clock } from '../clock';
import { Deadlines } from './deadlines';
import { ExmoError } from '../errors/errors';
import { RateLimit, REQUESTS_PER_SECOND } from './limit';
import {
	goesBefore,
	KeyQueue,
	type Slot,
	type SlotKind,
	type SlotRequest,
	type Waiting,
} from './keyQueue';

export type { Slot, SlotKind, SlotRequest };

/** Sleeps cannot be taken back: one that has become pointless must not keep a process alive for minutes. */
const MAX_SLEEP_MS = 1000;

/**
 * More than three times what the default longest wait (300 s) lets in: who comes behind them has asked
 * for too much at once, and memory has to end somewhere.
 */
export const MAX_WAITING = 10_000;

/** Gives out the slots at one exchange address. */
export class RequestQueue {
	private readonly clock: Clock;
	private readonly limit = new RateLimit();
	private readonly unsigned = new KeyQueue();
	private readonly keys = new Map<string, KeyQueue>();
	/** Those that are not empty. */
	private readonly active = new Set<KeyQueue>();
	/** All that wait. */
	private readonly deadlines = new Deadlines<Waiting>();
	/** Who waits under which signal: one listener a signal, as adding one takes longer the more there are. */
	private readonly bySignal = new Map<AbortSignal, Set<Waiting>>();
	private arrivals = 0;
	private wakeAt = Infinity;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	/**
	 * Waits for a slot for the request.
	 * @throws ExmoError (rateLimit) when the wait would be, or has become, longer than allowed, or too many wait; when cancelled
	 */
	async acquire(request: SlotRequest): Promise<Slot> {
		const since = this.clock.now();
		const queue = this.queueOf(request);
		const foreseen = this.foreseenWait(request, queue, since);
		if (foreseen > request.maxWaitMs) throw tooLong(request, foreseen);
		if (request.signal?.aborted) throw cancelled();
		if (this.deadlines.size >= MAX_WAITING && !request.urgent) throw queueFull();
		return await new Promise<Slot>((resolve, reject) => {
			const waiting: Waiting = {
				...{ request, queue, since, resolve, reject },
				arrival: this.arrivals++,
				deadline: since + request.maxWaitMs,
				place: -1,
			};
			this.add(waiting);
			const departure = queue.head === waiting ? this.departureTime(waiting, since) : Infinity;
			if (departure <= since) this.advance();
			else this.wake(Math.min(departure, waiting.deadline + 1), since);
		});
	}

	private queueOf({ kind, apiKey = '' }: SlotRequest): KeyQueue {
		if (kind === 'public') return this.unsigned;
		let queue = this.keys.get(apiKey);
		if (!queue) this.keys.set(apiKey, (queue = new KeyQueue(new RateLimit())));
		return queue;
	}

	/**
	 * A lower bound: those in front need at least their departures. The writes of another key are not in
	 * front: they wait for answers, and are overtaken.
	 */
	private foreseenWait(request: SlotRequest, queue: KeyQueue, now: number): number {
		const byAddress = this.limit.nextDeparture(now);
		const ofQueue = queue.ahead(request);
		const { limit } = queue;
		if (!limit) return Math.max(0, byAddress - now) + this.limit.minTime(ofQueue);
		const ahead = ofQueue + this.unsigned.ahead(request);
		const next = Math.max(byAddress, limit.nextDeparture(now));
		return Math.max(0, next - now) + Math.max(this.limit.minTime(ahead), ofQueue * limit.spacing);
	}

	private add(waiting: Waiting): void {
		const { queue, request } = waiting;
		queue.add(waiting);
		this.active.add(queue);
		this.deadlines.add(waiting);
		const { signal } = request;
		if (!signal) return;
		let together = this.bySignal.get(signal);
		if (!together) {
			this.bySignal.set(signal, (together = new Set()));
			signal.addEventListener('abort', this.stopped);
		}
		together.add(waiting);
	}

	private remove(waiting: Waiting): void {
		const { queue, request } = waiting;
		queue.remove(waiting);
		if (queue.size === 0) this.active.delete(queue);
		this.deadlines.remove(waiting);
		const { signal } = request;
		const together = signal && this.bySignal.get(signal);
		if (!together) return;
		together.delete(waiting);
		if (together.size > 0) return;
		this.bySignal.delete(signal);
		signal.removeEventListener('abort', this.stopped);
	}

	/** A signal's listener. */
	private readonly stopped = ({ target }: Event): void => {
		for (const waiting of this.bySignal.get(target as AbortSignal) ?? []) {
			this.remove(waiting);
			waiting.reject(cancelled());
		}
		this.advance(); // they may have stood in the way of others
	};

	/** When a waiting request may leave; Infinity while it depends on an answer that is not there yet. */
	private departureTime({ queue, request }: Waiting, now: number): number {
		const byKey = queue.departureTime(request.kind, now, this.limit.spacing);
		return Math.max(this.limit.nextDeparture(now), byKey);
	}

	/** Gives a slot to all that may leave now, in their order, and sets the wake-up for the next ones. */
	private advance(): void {
		const now = this.clock.now();
		for (
			let late = this.deadlines.first;
			late && late.deadline < now;
			late = this.deadlines.first
		) {
			this.remove(late);
			late.reject(tooLong(late.request, now - late.since));
		}
		let next = this.next(now);
		for (; next.waiting; next = this.next(now)) {
			this.remove(next.waiting);
			// Its listener may be called after this; nothing leaves once it is stopped
			if (next.waiting.request.signal?.aborted) next.waiting.reject(cancelled());
			else next.waiting.resolve(this.depart(next.waiting, now));
		}
		this.wake(Math.min(next.at, (this.deadlines.first?.deadline ?? Infinity) + 1), now);
	}

	/** The one that may leave now; if there is none, when one may. */
	private next(now: number): { waiting?: Waiting; at: number } {
		if (this.active.size === 0) return { at: Infinity };
		const byAddress = this.limit.nextDeparture(now);
		if (byAddress > now) return { at: byAddress };
		let at = Infinity;
		let waiting: Waiting | undefined;
		for (const { head } of this.active) {
			if (!head) continue;
			const departure = this.departureTime(head, now);
			if (departure > now) at = Math.min(at, departure);
			else if (!waiting || goesBefore(head, waiting)) waiting = head;
		}
		return { waiting, at };
	}

	private wake(next: number, now: number): void {
		if (next >= this.wakeAt || next === Infinity) return;
		const at = Math.min(next, now + MAX_SLEEP_MS);
		this.wakeAt = at;
		void this.clock.sleep(Math.max(1, Math.ceil(at - now))).then(() => {
			if (this.wakeAt === at) this.wakeAt = Infinity;
			this.advance();
		});
	}

	private depart({ queue, request }: Waiting, now: number): Slot {
		const limits = queue.limit ? [this.limit, queue.limit] : [this.limit];
		const departures = limits.map((limit) => limit.depart(now));
		queue.lastDeparture = now;
		queue.inFlight += 1;
		queue.isExclusive = request.kind === 'exclusive';
		return {
			release: (refusal) => {
				const answeredAt = this.clock.now();
				for (const departure of departures) departure.roundTripMs = answeredAt - now;
				for (const limit of limits) {
					if (refusal) limit.refused(now, answeredAt, refusal.retryAfterMs);
					else limit.accepted(now);
				}
				queue.inFlight -= 1;
				if (request.kind === 'exclusive') queue.isExclusive = false;
				this.advance();
			},
		};
	}
}

const seconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`;

const tooLong = ({ maxWaitMs }: SlotRequest, wait: number): ExmoError =>
	new ExmoError({
		title: `Not sent: the wait for a turn at the exchange would be longer than ${seconds(maxWaitMs)}`,
		advice: `EXMO allows ${REQUESTS_PER_SECOND} requests a second, and the requests before this one need about ${seconds(wait)}.`,
		kind: 'rateLimit',
		effect: 'none',
		gaveUpWaiting: true,
		reason: 'queueTimeout',
	});

const queueFull = (): ExmoError =>
	new ExmoError({
		title: `Not sent: ${MAX_WAITING} requests are already waiting for this exchange`,
		advice: `EXMO allows ${REQUESTS_PER_SECOND} requests a second, so those in the queue need about ${seconds((MAX_WAITING / REQUESTS_PER_SECOND) * 1000)}.`,
		kind: 'rateLimit',
		effect: 'none',
		gaveUpWaiting: true,
		reason: 'queueFull',
	});

const cancelled = (): ExmoError =>
	new ExmoError({
		title: 'Not sent: stopped while it waited',
		advice: 'The request was still waiting for its turn at the exchange.',
		kind: 'network',
		effect: 'none',
		gaveUpWaiting: true,
		reason: 'stopped',
	});
