/** Tickers: the latest of each pair (exmo-api/WEBSOCKET.md 4.2). */
import { rowsOf, type DataFrame } from '../frames';
import { pairOfTopic } from '../topics';
import type { Feed, StreamEvent } from './feed';

export class TickerFeed implements Feed {
	readonly isState = true;
	private readonly last = new Map<string, string>();

	take({ topic, data, ts }: DataFrame): StreamEvent[] {
		const pair = pairOfTopic(topic);
		const text = JSON.stringify(data);
		// After a reconnection the snapshot may show what was shown before
		if (this.last.get(pair) === text) return [];
		this.last.set(pair, text);
		return rowsOf(data).map((row) => ({ key: pair, pair, row, ts, recovered: false }));
	}
}
