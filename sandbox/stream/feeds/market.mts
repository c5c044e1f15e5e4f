import { seconds } from '../../exchange/clock.mts';
import { text } from '../../exchange/money.mts';
import type { PublicTrade } from '../../exchange/tape.mts';
import { tickerRow } from '../../wire/marketRows.mts';
import type { PublicTopic } from '../topic.mts';
import { listen, throttled } from './listen.mts';

const tradeRow = (trade: PublicTrade) => ({
	trade_id: trade.id,
	type: trade.side,
	price: text(trade.price),
	quantity: text(trade.quantity),
	amount: text(trade.amount),
	date: seconds(trade.atMs),
});

/** exmo-api/WEBSOCKET.md 4.1: no snapshot; trades that belong together come in one frame. */
export const trades: PublicTopic = {
	name: 'spot/trades',
	socket: 'public',
	open({ exchange, pair, send }) {
		let fresh: PublicTrade[] = [];
		const flush = () => {
			if (fresh.length > 0) send('update', fresh.map(tradeRow));
			fresh = [];
		};
		return listen(exchange.events, 'trade', (of, trade) => {
			if (of !== pair) return;
			if (fresh.push(trade) === 1) queueMicrotask(flush);
		});
	},
};

/** exmo-api/WEBSOCKET.md 4.2: a snapshot, then every ten seconds what has changed. */
export const ticker: PublicTopic = {
	name: 'spot/ticker',
	socket: 'public',
	open({ exchange, pair, send, settings }) {
		const { market } = exchange.core;
		let last = '';
		const publish = (event: 'snapshot' | 'update') => {
			const instrument = exchange.instrument(pair)!;
			const row = tickerRow(instrument, market.day(instrument.rules, exchange.nowMs));
			if (JSON.stringify(row) === last) return;
			last = JSON.stringify(row);
			send(event, row);
		};
		publish('snapshot');
		const updates = throttled(settings.tickerMs, () => publish('update'));
		const changed = (of: string) => of === pair && updates.trigger();
		const ends = [
			listen(exchange.events, 'trade', changed),
			listen(exchange.events, 'book', changed),
			updates.end,
		];
		return () => ends.forEach((end) => end());
	},
};
