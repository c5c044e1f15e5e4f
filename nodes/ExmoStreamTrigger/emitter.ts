/** Events into workflow runs: filtered, at the user's pace, in bounded memory. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { Backlog, type BacklogOptions, type Waiting } from '../../exmo/stream/delivery/backlog';
import type { StreamEvent } from '../../exmo/stream/feeds/feed';
import { Filter, type FilterOptions } from '../../exmo/stream/delivery/filters';
import { clock } from '../shared/exchange/clock';
import { isoOfMilliseconds } from '../shared/fields/dates';
import type { TopicOption } from './topicOptions';

/** A run that lasts longer no longer keeps others waiting; n8n may also forget to tell that one has ended. */
const MAX_RUN_MS = 600_000;

export interface EmitterOptions {
	readonly topic: Pick<TopicOption, 'toItem' | 'priceField'>;
	readonly filter: FilterOptions;
	readonly backlog: BacklogOptions;
	/** What a waiting event is replaced by, where the latest wins: one of its own key, or of its pair. */
	readonly keyBy: 'key' | 'pair';
	readonly signal: AbortSignal;
	/** An event could not be made an item, and was left out. */
	onSkip(error: unknown): void;
	/** Starts a run; the promise settles when it is over. */
	emit(items: INodeExecutionData[]): Promise<unknown>;
}

interface Run {
	readonly since: number;
	/** May be called more than once. */
	end(): void;
}

interface Entry {
	readonly item: IDataObject;
	readonly recovered: boolean;
}

export class Emitter {
	private readonly options: EmitterOptions;
	private readonly filter: Filter;
	private readonly backlog: Backlog<Entry>;
	private readonly runs = new Set<Run>();
	private isOpen = false;
	private sleepsUntil = Infinity;

	constructor(options: EmitterOptions) {
		this.options = options;
		this.filter = new Filter(options.filter);
		this.backlog = new Backlog(options.backlog);
	}

	/** From now on events may leave; those that came before have waited. */
	open(): void {
		this.isOpen = true;
		this.flush();
	}

	take(events: readonly StreamEvent[]): void {
		for (const event of events) {
			try {
				this.add(event);
			} catch (error) {
				this.options.onSkip(error);
			}
		}
		this.flush();
	}

	private add(event: StreamEvent): void {
		const { topic, keyBy } = this.options;
		const item = { ...topic.toItem(event), sentAt: isoOfMilliseconds(event.ts) };
		const filterable = {
			pair: event.pair,
			side: text(item, 'side'),
			quantity: text(item, 'quantity'),
			price: topic.priceField && text(item, topic.priceField),
		};
		if (!this.filter.passes(filterable)) return;
		this.backlog.add(event[keyBy], { item, recovered: event.recovered });
	}

	private flush(): void {
		if (!this.isOpen || this.options.signal.aborted) return;
		const now = clock.now();
		for (let next = this.backlog.next(now); next !== undefined; next = this.backlog.next(now)) {
			this.run(next, now);
		}
		const [oldest] = this.runs;
		const isFull = this.runs.size >= this.options.backlog.maxRuns;
		this.sleepUntil(isFull ? oldest.since + MAX_RUN_MS : this.backlog.wakeAt);
	}

	private run(entries: Array<Waiting<Entry>>, since: number): void {
		const run: Run = {
			since,
			end: () => {
				if (this.runs.delete(run)) this.backlog.runEnded();
			},
		};
		this.runs.add(run);
		const ended = () => {
			run.end();
			this.flush();
		};
		this.options.emit(entries.map(toOutput)).then(ended, ended);
	}

	private endLongRuns(now: number): void {
		for (const run of this.runs) if (now - run.since >= MAX_RUN_MS) run.end();
	}

	private sleepUntil(at: number): void {
		if (at >= this.sleepsUntil || at === Infinity) return;
		this.sleepsUntil = at;
		const woke = () => {
			if (this.sleepsUntil === at) this.sleepsUntil = Infinity;
			this.endLongRuns(clock.now());
			this.flush();
		};
		sleep(Math.max(1, at - clock.now()), this.options.signal).then(woke, () => {});
	}
}

const text = (item: IDataObject, name: string): string | undefined =>
	item[name] === undefined ? undefined : String(item[name]);

/** The counts are there only where there is something to count. */
const toOutput = ({ value, merged, dropped }: Waiting<Entry>): INodeExecutionData => ({
	json: {
		...value.item,
		...(value.recovered ? { recovered: true } : {}),
		...(merged > 0 ? { merged } : {}),
		...(dropped > 0 ? { dropped } : {}),
	},
});
