/**
 * Frames into events, strictly in their order. After a gap, REST is asked what was missed; the
 * frames that come meanwhile wait, so that nothing overtakes what happened before it.
 */
import { sleep } from 'n8n-workflow';

import type { Moment } from '../clock';
import type { ExmoError } from '../errors/errors';
import type { Feed, Recovery, StreamEvent } from './feeds/feed';
import type { DataFrame } from './connection/frames';
import { clock } from '../../nodes/shared/exchange/clock';
import { isPassing, toExmoError } from '../../nodes/ExmoStreamTrigger/errors';

/** Frames that wait for REST at most; then the oldest go, and the next gap brings back what can be. */
const MOST_FRAMES = 10_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** Asks REST: at the start for what was there before, later for what was missed. */
export interface Recoverer {
	begin(): Promise<Recovery>;
	/** @param gapSince when EXMO was last heard of before the gap */
	since(gapSince: Moment): Promise<Recovery>;
}

/** A place in the queue: a new connection begins, or REST has to be asked. */
type Mark =
	| { readonly kind: 'connecting' }
	| { readonly kind: 'start' }
	| { readonly kind: 'gap'; readonly since: Moment };

export interface FollowerOptions {
	readonly feed: Feed;
	/** Only for topics whose gaps REST can fill. */
	readonly recoverer?: Recoverer;
	readonly signal: AbortSignal;
	onEvents(events: StreamEvent[]): void;
	/** Everything up to this connection has been seen to. */
	onCaughtUp(): void;
	/** REST could not be asked; it will be again. */
	onStalled(error: ExmoError): void;
	/** Something of a topic could not be read, and was left out. */
	onSkip(error: unknown, topic: string): void;
	onFail(error: ExmoError): void;
}

export class Follower {
	private readonly options: FollowerOptions;
	private readonly queue: Array<DataFrame | Mark> = [];
	private isBusy = false;

	constructor(options: FollowerOptions) {
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
		if (this.queue.length >= MOST_FRAMES) {
			this.queue.splice(
				this.queue.findIndex(({ kind }) => kind === 'data'),
				1,
			);
			const why = `more than ${MOST_FRAMES} frames wait for what was missed; the oldest was dropped`;
			this.options.onSkip(new Error(why), frame.topic);
		}
		this.put(frame);
	}

	private put(next: DataFrame | Mark): void {
		this.queue.push(next);
		void this.work();
	}

	/** Works the queue off; without REST to be asked all at once, before it returns. */
	private async work(): Promise<void> {
		if (this.isBusy) return;
		this.isBusy = true;
		try {
			for (let next = this.queue.shift(); next; next = this.queue.shift()) {
				if (next.kind === 'data') this.take(next);
				else if (next.kind === 'connecting') this.options.feed.reconnecting?.();
				else {
					if (this.options.recoverer) await this.recover(next, this.options.recoverer);
					if (!this.options.signal.aborted) this.options.onCaughtUp();
				}
				if (this.options.signal.aborted) return;
			}
		} catch (error) {
			if (!this.options.signal.aborted) this.options.onFail(toExmoError(error));
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
	private async recover(mark: Mark, recoverer: Recoverer): Promise<void> {
		const { feed, onEvents, onStalled, onSkip, signal } = this.options;
		const skip = (error: unknown) => onSkip(error, 'what was missed');
		const ask = async () => {
			if (mark.kind === 'gap') {
				const recovery = await recoverer.since(mark.since);
				onEvents(feed.recover?.(recovery, clock.date().getTime(), skip) ?? []);
			} else feed.begin?.(await recoverer.begin(), skip);
		};
		for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs *= 2) {
			const failure = await ask().then(() => undefined, toExmoError);
			if (failure === undefined || signal.aborted) return;
			if (!isPassing(failure)) throw failure;
			onStalled(failure);
			await sleep(Math.min(pauseMs, LONGEST_PAUSE_MS), signal).catch(() => {});
		}
	}
}
