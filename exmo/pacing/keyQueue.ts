/** The requests of one API key (or the unsigned ones) that wait for a slot, in their order. */
import type { Moment } from '../clock';
import type { Due } from './deadlines';
import type { ExmoError } from '../errors/errors';
import { Fifo, type Link } from './fifo';
import { RateLimit } from './limit';

/**
 * `public`: unsigned; `signed`: may overlap with others of its key; `exclusive`: signed, with nothing
 * else of its key in flight.
 */
export type SlotKind = 'public' | 'signed' | 'exclusive';

export interface SlotRequest {
	readonly kind: SlotKind;
	/** The API key; needed for all but public requests. */
	readonly apiKey?: string;
	/** How long the request may wait, in milliseconds. */
	readonly maxWaitMs: number;
	/**
	 * Goes before everything that waits and is not urgent itself, and is not refused because the queue is
	 * full. It keeps to the rate limit, and waits for an exclusive request of its key. For reconciling a write.
	 */
	readonly urgent?: boolean;
	readonly signal?: AbortSignal;
}

/** The right to send one request now; to be released when its answer is there. */
export interface Slot {
	/** `refusal`: the exchange said that this was one request too many. */
	release(refusal?: { retryAfterMs?: number }): void;
}

export interface Waiting extends Link, Due {
	readonly request: SlotRequest;
	readonly queue: KeyQueue;
	/** Counts up over all queues of an exchange. */
	readonly arrival: number;
	readonly since: Moment;
	resolve(slot: Slot): void;
	reject(error: ExmoError): void;
}

/** Whether it leaves first where both may leave. */
export const goesBefore = (one: Waiting, other: Waiting): boolean =>
	Boolean(one.request.urgent) === Boolean(other.request.urgent)
		? one.arrival < other.arrival
		: one.request.urgent === true;

export class KeyQueue {
	/** The key's own; unsigned requests have that of the address only. */
	readonly limit: RateLimit | undefined;
	/** Requests that were sent and have no answer yet. */
	inFlight = 0;
	/** Set while an exclusive request is in flight. */
	isExclusive = false;
	lastDeparture = -Infinity;
	private readonly urgent = new Fifo<Waiting>();
	private readonly ordinary = new Fifo<Waiting>();

	constructor(limit?: RateLimit) {
		this.limit = limit;
	}

	/** The next one to leave: within a queue the order is kept. */
	get head(): Waiting | undefined {
		return this.urgent.first ?? this.ordinary.first;
	}

	get size(): number {
		return this.urgent.size + this.ordinary.size;
	}

	/** How many would go before a new request. */
	ahead({ urgent }: SlotRequest): number {
		return urgent ? this.urgent.size : this.size;
	}

	add(waiting: Waiting): void {
		this.listOf(waiting).push(waiting);
	}

	remove(waiting: Waiting): void {
		this.listOf(waiting).remove(waiting);
	}

	/**
	 * When such a request may leave as far as its key goes; Infinity while that depends on an answer.
	 * @param spacing the even distance of departures at this address, in milliseconds
	 */
	departureTime(kind: SlotKind, now: number, spacing: number): number {
		const { limit } = this;
		if (!limit) return -Infinity;
		if (this.isExclusive || (kind === 'exclusive' && this.inFlight > 0)) return Infinity;
		// Signed requests keep an even distance, so that they arrive in the order of their nonces
		const spaced = this.lastDeparture + Math.max(limit.spacing, spacing);
		return Math.max(limit.nextDeparture(now), spaced);
	}

	private listOf({ request }: Waiting): Fifo<Waiting> {
		return request.urgent ? this.urgent : this.ordinary;
	}
}
