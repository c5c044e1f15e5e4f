/**
 * Frames into events, strictly in their order. After a gap, REST is asked what was missed; the
 * frames that come meanwhile wait, so that nothing overtakes what happened before it.
 */
import { sleep } from 'n8n-workflow';

import type { Moment } from '../../exmo/clock';
import type { ExmoError } from '../../exmo/errors';
import type { Feed, Recovery, StreamEvent } from '../../exmo/stream/feeds/feed';
import type { DataFrame } from '../../exmo/stream/frames';
import { clock } from '../shared/clock';
import { isPassing, toExmoError } from './errors';

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

/** A place in the queue at which REST has to be asked. */
type Mark = { readonly kind: 'start' } | { readonly kind: 'gap'; readonly since: Moment };

export interface FollowerOptions {
	readonly feed: Feed;
	/** Only for topics whose gaps REST can fill. */
	readonly recoverer?: Recoverer;
	readonly signal: AbortSignal;
	onEvents(events: StreamEvent[]): void;
	/** Everything up to the first connection has been seen to. */
	onReady(): void;
	onFail(error: ExmoError): void;
}

export class Follower {
	private readonly options: FollowerOptions;
	private readonly queue: Array<DataFrame | Mark> = [];
	private isBusy = false;

	constructor(options: FollowerOptions) {
		this.options = options;
	}

	/** The stream is live, after a gap or for the first time. */
	live(gapSince: Moment | undefined): void {
		this.queue.push(gapSince === undefined ? { kind: 'start' } : { kind: 'gap', since: gapSince });
		void this.work();
	}

	frame(frame: DataFrame): void {
		if (this.queue.length >= MOST_FRAMES) {
			this.queue.splice(
				this.queue.findIndex(({ kind }) => kind === 'data'),
				1,
			);
		}
		this.queue.push(frame);
		void this.work();
	}

	/** Works the queue off; without a mark in it all at once, before it returns. */
	private async work(): Promise<void> {
		if (this.isBusy) return;
		this.isBusy = true;
		try {
			for (let next = this.queue.shift(); next; next = this.queue.shift()) {
				if (next.kind === 'data') this.options.onEvents(this.options.feed.take(next));
				else if (this.options.recoverer) await this.recover(next, this.options.recoverer);
				if (next.kind === 'start') this.options.onReady();
				if (this.options.signal.aborted) return;
			}
		} catch (error) {
			if (!this.options.signal.aborted) this.options.onFail(toExmoError(error));
		} finally {
			this.isBusy = false;
		}
	}

	/** @throws ExmoError when REST refuses for good */
	private async recover(mark: Mark, recoverer: Recoverer): Promise<void> {
		const { feed, onEvents, signal } = this.options;
		const ask = async () => {
			if (mark.kind === 'start') feed.begin?.(await recoverer.begin());
			else
				onEvents(feed.recover?.(await recoverer.since(mark.since), clock.date().getTime()) ?? []);
		};
		for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs *= 2) {
			const failure = await ask().then(() => undefined, toExmoError);
			if (failure === undefined) return;
			if (!isPassing(failure)) throw failure;
			await sleep(Math.min(pauseMs, LONGEST_PAUSE_MS), signal).catch(() => {});
		}
	}
}
