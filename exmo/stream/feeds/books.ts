/** Order books: whole ones, or kept locally from their changes (exmo-api/WEBSOCKET.md 4.3, 4.4). */
import { pairOfTopic, type DataFrame } from '../connection/frames';
import { LocalBook, type BookRow } from './orderBook';
import { OutOfStep, rethrow, type Skip } from './unreadable';
import type { Feed, StreamEvent } from './feed';

export interface BookOptions {
	/** Levels of each side in an event. */
	readonly depth: number;
	/** `bestPrice`: only when the best bid or ask has another price; `any`: whenever a shown level changes. */
	readonly when: 'any' | 'bestPrice';
}

/** Both kinds of topic end in the same events: `{ask, bid}` with the best levels, best price first. */
export class BookFeed implements Feed {
	private readonly options: BookOptions;
	private readonly isWhole: boolean;
	/** Those that are right; without its snapshot a book is not. */
	private readonly books = new Map<string, LocalBook>();
	/** Pairs of which it was said on this connection that they are out of step. */
	private readonly outOfStep = new Set<string>();
	private readonly shown = new Map<string, string>();

	/** @param isWhole whether every frame holds the whole book, and not what has changed of it */
	constructor(options: BookOptions, isWhole: boolean) {
		this.options = options;
		this.isWhole = isWhole;
	}

	reconnecting(): void {
		this.books.clear();
		this.outOfStep.clear();
	}

	/** Hands an `OutOfStep` to `skip` when a change cannot be applied: only a new connection helps. */
	take(frame: DataFrame, skip: Skip = rethrow): StreamEvent[] {
		const pair = pairOfTopic(frame.topic);
		const book = this.bookAfter(frame, pair, skip);
		if (!book) return [];
		const { depth } = this.options;
		const row = { ask: book.top('ask', depth), bid: book.top('bid', depth) };
		const text = this.relevant(row.ask, row.bid);
		if (this.shown.get(pair) === text) return [];
		this.shown.set(pair, text);
		return [{ key: pair, pair, row, ts: frame.ts, recovered: false }];
	}

	private bookAfter(frame: DataFrame, pair: string, skip: Skip): LocalBook | undefined {
		const { data } = frame;
		const book = this.books.get(pair);
		try {
			if (this.isWhole || frame.isSnapshot) {
				const whole = book ?? new LocalBook();
				whole.replace(data);
				this.books.set(pair, whole);
				this.outOfStep.delete(pair);
				return whole;
			}
			if (!book) throw new OutOfStep('a change came before the snapshot');
			book.update(data);
			return book;
		} catch (error) {
			// The next frame of a whole book is right again by itself
			if (this.isWhole) skip(error);
			else this.loseStep(pair, error, skip);
			return undefined;
		}
	}

	private loseStep(pair: string, error: unknown, skip: Skip): void {
		this.books.delete(pair);
		if (this.outOfStep.has(pair)) return;
		this.outOfStep.add(pair);
		skip(new OutOfStep(error instanceof Error ? error.message : String(error)));
	}

	/** What has to change for an event to come. */
	private relevant(ask: BookRow[], bid: BookRow[]): string {
		return this.options.when === 'bestPrice'
			? `${ask[0]?.[0] ?? ''} ${bid[0]?.[0] ?? ''}`
			: JSON.stringify([ask, bid]);
	}
}
