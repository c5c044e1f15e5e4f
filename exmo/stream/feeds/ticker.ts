/** Tickers: the latest of each pair (exmo-api/WEBSOCKET.md 4.2). */
import { pairOfTopic, type DataFrame } from '../connection/frames';
import { checkDecimals, fromEachRow, needDecimals, rethrow, type Skip } from './unreadable';
import type { Feed, StreamEvent } from './feed';

/** Without a last price a ticker says nothing; a pair without orders has no bid or ask. */
const NEEDED = ['last_trade'];
const DECIMALS = ['buy_price', 'sell_price', 'high', 'low', 'avg', 'vol', 'vol_curr'];

export class TickerFeed implements Feed {
	private readonly last = new Map<string, string>();

	take({ topic, data, ts }: DataFrame, skip: Skip = rethrow): StreamEvent[] {
		const pair = pairOfTopic(topic);
		return fromEachRow(data, skip, (row) => {
			needDecimals(row, NEEDED);
			checkDecimals(row, DECIMALS);
			const text = JSON.stringify(row);
			// After a reconnection the snapshot may show what was shown before
			if (this.last.get(pair) === text) return [];
			this.last.set(pair, text);
			return [{ key: pair, pair, row, ts, recovered: false }];
		});
	}
}
