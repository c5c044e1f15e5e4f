import type { Instrument } from '../../exchange/core.mts';
import type { PairFeed, PublicTopic } from '../topic.mts';
import { changes, topLevels, type BookLevel } from './levels.mts';
import { listen, throttled } from './listen.mts';

/** Levels a side: exmo-api/WEBSOCKET.md 4. */
const SNAPSHOT_LEVELS = 25;
const UPDATE_LEVELS = 400;

interface BookSides {
	ask: BookLevel[];
	bid: BookLevel[];
}

const sidesOf = ({ book }: Instrument, max: number): BookSides => ({
	ask: topLevels(book.asks, max),
	bid: topLevels(book.bids, max),
});

/** Calls `publish` when the pair's book has changed, but not too often. */
function whenChanged({ exchange, pair, settings }: PairFeed, publish: () => void) {
	const updates = throttled(settings.bookMs, publish);
	const end = listen(exchange.events, 'book', (of) => {
		if (of === pair) updates.trigger();
	});
	return () => {
		end();
		updates.end();
	};
}

/** exmo-api/WEBSOCKET.md 4.3: the whole top of the book each time, always as an update. */
export const bookSnapshots: PublicTopic = {
	name: 'spot/order_book_snapshots',
	socket: 'public',
	open(feed) {
		let last = '';
		const publish = () => {
			const sides = sidesOf(feed.exchange.instrument(feed.pair)!, SNAPSHOT_LEVELS);
			if (JSON.stringify(sides) === last) return;
			last = JSON.stringify(sides);
			feed.send('update', sides);
		};
		publish();
		return whenChanged(feed, publish);
	},
};

/** exmo-api/WEBSOCKET.md 4.4: a snapshot, then only what has changed. */
export const bookUpdates: PublicTopic = {
	name: 'spot/order_book_updates',
	socket: 'public',
	open(feed) {
		const read = () => sidesOf(feed.exchange.instrument(feed.pair)!, UPDATE_LEVELS);
		let sides = read();
		feed.send('snapshot', sides);
		return whenChanged(feed, () => {
			const before = sides;
			sides = read();
			const update = { ask: changes(before.ask, sides.ask), bid: changes(before.bid, sides.bid) };
			if (update.ask.length + update.bid.length > 0) feed.send('update', update);
		});
	},
};
