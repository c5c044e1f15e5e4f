/** Order books: whole ones, or kept locally from their changes (exmo-api/WEBSOCKET.md 4.3, 4.4). */
import type { DataFrame } from '../frames';
import { LocalBook, type Level } from '../orderBook';
import { pairOfTopic } from '../topics';
import type { Feed, StreamEvent } from './feed';

export interface BookOptions {
	/** Levels of each side in an event. */
	readonly depth: number;
	/** Only when the price or the quantity at the top has changed: `price`, or `any` change in what is shown. */
	readonly when: 'any' | 'bestPrice';
}

/** Both kinds of topic end in the same events: `{ask, bid}` with the best levels, best price first. */
export class BookFeed implements Feed {
	readonly isState = true;
	private readonly options: BookOptions;
	private readonly isWhole: boolean;
	private readonly books = new Map<string, LocalBook>();
	private readonly shown = new Map<string, string>();

	/** @param isWhole whether every frame holds the whole book, and not what has changed of it */
	constructor(options: BookOptions, isWhole: boolean) {
		this.options = options;
		this.isWhole = isWhole;
	}

	take({ topic, data, ts, isSnapshot }: DataFrame): StreamEvent[] {
		const pair = pairOfTopic(topic);
		let book = this.books.get(pair);
		if (!book) this.books.set(pair, (book = new LocalBook()));
		if (this.isWhole || isSnapshot) book.replace(data);
		else book.update(data);

		const { depth } = this.options;
		const row = { ask: book.top('ask', depth), bid: book.top('bid', depth) };
		const text = this.relevant(row.ask, row.bid);
		if (this.shown.get(pair) === text) return [];
		this.shown.set(pair, text);
		return [{ key: pair, pair, row, ts, recovered: false }];
	}

	/** What has to change for an event to come. */
	private relevant(ask: Level[], bid: Level[]): string {
		return this.options.when === 'bestPrice'
			? `${ask[0]?.[0] ?? ''} ${bid[0]?.[0] ?? ''}`
			: JSON.stringify([ask, bid]);
	}
}
