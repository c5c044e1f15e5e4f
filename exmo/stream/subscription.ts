/**
 * Frames into events, strictly in their order. After a gap, REST is asked what was missed; the
 * frames that come meanwhile wait, so that nothing overtakes what happened before it.
 */
import type { Moment, WallClock } from '../clock';
import type { ExmoError } from '../errors/errors';
import type { DataFrame } from './connection/frames';
import type { Feed, StreamEvent } from './feeds/feed';
import type { GapFiller } from './gaps/gapFiller';
import { isPassing } from './passing';

/** Frames that wait for REST at most; then the oldest go, and the next gap fill brings back what can be. */
const MAX_FRAMES = 10_000;
const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 30_000;

/** A place in the queue: a new connection begins, or REST has to be asked. */
type Mark =
	| { readonly kind: 'connecting' }
	| { readonly kind: 'start' }
	| { readonly kind: 'gap'; readonly since: Moment };

export interface SubscriptionOptions {
	readonly feed: Feed;
	/** Only for topics whose gaps REST can fill. */
	readonly gapFiller?: GapFiller;
	readonly signal: AbortSignal;
	/** For the time that an event from a gap fill shows. */
	readonly clock: WallClock;
	/** Waits before REST is asked again; ends early, in whatever way, when the stream ends. */
	pause(ms: number): Promise<void>;
	/** Errors of every kind in one form. */
	asExmoError(error: unknown): ExmoError;
	onEvents(events: StreamEvent[]): void;
	/** Everything up to this connection has been seen to. */
	onCaughtUp(): void;
	/** REST could not be asked; it will be again. */
	onStalled(error: ExmoError): void;
	/** Something of a topic could not be read, and was left out. */
	onSkip(error: unknown, topic: string): void;
	onFail(error: ExmoError): void;
}

export class Subscription {
	private readonly options: SubscriptionOptions;
	private readonly queue: Array<DataFrame | Mark> = [];
	private isBusy = false;

	constructor(options: SubscriptionOptions) {
		this.options = options;
	}

	/** A new connection is being opened. */
	connecting(): void {
		this.put({ kind: 'connecting' });
	}

	/** The stream is live, after a gap or for the first time. */
	live(gapSince: Moment | undefined): void {
		this.put(gapSince === undefined ? { kind: 'start' } : { kind: 'gap', since: gapSince });
	}

	frame(frame: DataFrame): void {
		if (this.queue.length >= MAX_FRAMES) {
			this.queue.splice(
				this.queue.findIndex(({ kind }) => kind === 'data'),
				1,
			);
			const why = `more than ${MAX_FRAMES} frames wait for what was missed; the oldest was dropped`;
			this.options.onSkip(new Error(why), frame.topic);
		}
		this.put(frame);
	}

	private put(next: DataFrame | Mark): void {
		this.queue.push(next);
		void this.work();
	}

	/** Works the queue off; all at once, before it returns, unless REST has to be asked. */
	private async work(): Promise<void> {
		if (this.isBusy) return;
		this.isBusy = true;
		const { feed, gapFiller, signal, onCaughtUp, onFail, asExmoError } = this.options;
		try {
			for (let next = this.queue.shift(); next; next = this.queue.shift()) {
				if (next.kind === 'data') this.take(next);
				else if (next.kind === 'connecting') feed.reconnecting?.();
				else {
					if (gapFiller) await this.fillGap(next, gapFiller);
					if (!signal.aborted) onCaughtUp();
				}
				if (signal.aborted) return;
			}
		} catch (error) {
			if (!signal.aborted) onFail(asExmoError(error));
		} finally {
			this.isBusy = false;
		}
	}

	/** One frame; whatever is wrong with it, the next one is taken all the same. */
	private take(frame: DataFrame): void {
		const { feed, onEvents, onSkip } = this.options;
		const skip = (error: unknown) => onSkip(error, frame.topic);
		try {
			onEvents(feed.take(frame, skip));
		} catch (error) {
			skip(error);
		}
	}

	/** @throws ExmoError when REST refuses for good */
	private async fillGap(mark: Mark, gapFiller: GapFiller): Promise<void> {
		const { feed, clock, signal, pause, asExmoError, onEvents, onStalled, onSkip } = this.options;
		const skip = (error: unknown) => onSkip(error, 'what was missed');
		const ask = async () => {
			if (mark.kind === 'gap') {
				const fill = await gapFiller.since(mark.since);
				onEvents(feed.fillGap?.(fill, clock.date().getTime(), skip) ?? []);
			} else feed.begin?.(await gapFiller.begin(), skip);
		};
		for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs *= 2) {
			const failure = await ask().then(() => undefined, asExmoError);
			if (failure === undefined || signal.aborted) return;
			if (!isPassing(failure)) throw failure;
			onStalled(failure);
			await pause(Math.min(pauseMs, MAX_PAUSE_MS)).catch(() => {});
		}
	}
}
