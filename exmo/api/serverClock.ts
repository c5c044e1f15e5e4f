/**
 * EXMO's clock, by the `Date` of its replies, held against the monotonic clock: setting this
 * machine's clock does not move it.
 *
 * While a machine is suspended, its monotonic clock stands still and EXMO's goes on. That shows as a
 * jump between the two clocks of this machine, as setting the wall clock does. Either way a new epoch
 * begins. A moment goes by what was measured in its own epoch, or in the one before; not by what was
 * measured later, which would make it too late by the time that the machine slept.
 */
import type { Clock, Moment, WallClock } from '../clock';

/** So many replies count: one of them may have a wrong Date. */
const DATES_KEPT = 9;
/** Clocks of one machine drift apart by far less between two replies. */
const JUMP_MS = 5000;
/** A moment is asked for minutes after it at most. */
const EPOCHS_KEPT = 10;

interface Epoch {
	readonly since: Moment;
	/** The wall clock less the monotonic clock, when last compared. */
	wallOffsetMs: number;
	/** EXMO's clock less the monotonic clock, by its latest replies. */
	readonly offsetsMs: number[];
}

/** The one in the middle counts, of two the earlier. */
function middleOf(offsetsMs: readonly number[]): number {
	const sorted = offsetsMs.toSorted((one, other) => one - other);
	return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** What the replies of the latest epoch that had any tell. */
function offsetBy(epochs: readonly Epoch[]): number | undefined {
	const heard = epochs.findLast(({ offsetsMs }) => offsetsMs.length > 0);
	return heard && middleOf(heard.offsetsMs);
}

export class ServerClock {
	private readonly clock: Clock & WallClock;
	private readonly elder: ServerClock | undefined;
	private readonly began: Moment;
	/** The latest is the last. */
	private readonly epochs: Epoch[] = [];

	/** @param elder knows what was before this one began, and what to take until the first reply */
	constructor(clock: Clock & WallClock, elder?: ServerClock) {
		this.clock = clock;
		this.elder = elder;
		this.began = clock.now();
		this.compareClocks();
	}

	/** A reply with this `Date` header has just come; anything but a date is passed over. */
	note(date: unknown): void {
		this.elder?.note(date);
		const serverMs = Date.parse(String(date ?? ''));
		if (!Number.isFinite(serverMs)) return;
		const { offsetsMs } = this.compareClocks();
		offsetsMs.push(serverMs - this.clock.now());
		if (offsetsMs.length > DATES_KEPT) offsetsMs.shift();
	}

	/** Whether a reply has told EXMO's time since this began, and since this machine's clocks last jumped. */
	get isKnown(): boolean {
		return this.compareClocks().offsetsMs.length > 0;
	}

	/** EXMO's time now, in unix milliseconds; by the wall clock before any reply. */
	now(): number {
		this.compareClocks();
		const now = this.clock.now();
		const own = offsetBy(this.epochs);
		if (own !== undefined) return now + own;
		return this.elder?.now() ?? now + this.guessAt(this.epochs);
	}

	/** EXMO's time at a moment of this process, in unix milliseconds. */
	at(moment: Moment): number {
		this.compareClocks();
		const own = moment > this.began ? offsetBy(this.epochsBefore(moment)) : undefined;
		if (own !== undefined) return moment + own;
		return this.elder?.at(moment) ?? moment + this.guessAt(this.epochsBefore(moment));
	}

	/** The epoch that runs; a new one when the clocks of this machine have jumped apart. */
	private compareClocks(): Epoch {
		const now = this.clock.now();
		const wallOffsetMs = this.clock.date().getTime() - now;
		const current = this.epochs.at(-1);
		if (current && Math.abs(wallOffsetMs - current.wallOffsetMs) < JUMP_MS) {
			current.wallOffsetMs = wallOffsetMs;
			return current;
		}
		const epoch: Epoch = { since: now, wallOffsetMs, offsetsMs: [] };
		this.epochs.push(epoch);
		if (this.epochs.length > EPOCHS_KEPT) this.epochs.shift();
		return epoch;
	}

	/** Those that had begun by then; the first one counts for all that was before it. */
	private epochsBefore(moment: Moment): Epoch[] {
		return this.epochs.filter(({ since }, index) => index === 0 || since < moment);
	}

	/**
	 * Nothing was heard by then. The wall clock of that time may have been wrong, and what was heard
	 * later does not know how long the machine slept. The earlier of the two is taken: a search that
	 * begins too early finds more, one that begins too late misses what it looks for.
	 */
	private guessAt(epochs: readonly Epoch[]): number {
		const byWall = epochs.at(-1)?.wallOffsetMs ?? 0;
		return Math.min(byWall, offsetBy(this.epochs) ?? byWall);
	}
}
