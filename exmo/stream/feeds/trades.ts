/** Trades, everybody's or one's own: each once, whatever is sent twice (exmo-api/WEBSOCKET.md 4.1, 4.5, 4.10). */
import { pairOfTopic, type DataFrame } from '../connection/frames';
import { answeredId, compareIds } from '../../api/ids';
import type { Row } from '../../api/rows';
import { KnownIds } from './knownIds';
import {
	fromEachRow,
	neededId,
	needDecimals,
	rethrow,
	secondsOf,
	Unreadable,
	described,
	type Skip,
} from './unreadable';
import { pairOf, type Feed, type GapFill, type StreamEvent } from './feed';

interface Trade {
	readonly id: string;
	readonly pair: string;
	readonly row: Row;
}

/** @param topicPair the pair that the topic names; '' where the rows name it */
function readTrade(row: Row, topicPair: string): Trade {
	const id = neededId(row, 'trade_id');
	const pair = topicPair || pairOf(row);
	if (pair === '') throw new Unreadable(`trade ${id} names no pair`);
	needDecimals(row, ['price', 'quantity']);
	return { id, pair, row };
}

export class TradesFeed implements Feed {
	/** By pair: whether EXMO counts trades of all pairs in one row is not known. */
	private readonly known = new Map<string, KnownIds>();
	/** What REST showed at the start, by pair: no event, unless a frame tells of it as news. */
	private readonly atStart = new Map<string, KnownIds>();
	/** The first snapshot shows the past; later ones show what was missed, too. */
	private hasBase = false;
	private readonly notBefore: () => number;

	/**
	 * @param notBefore unix seconds by EXMO's clock: older trades are history, not events. Asked for
	 * each time: the more replies there were, the better EXMO's clock is known.
	 */
	constructor(notBefore: () => number) {
		this.notBefore = notBefore;
	}

	take({ topic, data, ts, isSnapshot }: DataFrame, skip: Skip = rethrow): StreamEvent[] {
		const trades = this.read(data, pairOfTopic(topic), skip);
		if (!isSnapshot) return this.fresh(trades, ts, false);
		const events = this.hasBase ? this.fresh(this.recent(trades, skip), ts, true) : [];
		this.hasBase = true;
		for (const { id, pair } of trades) idsOf(this.known, pair).add(id);
		return events;
	}

	/** A trade between the subscription and REST's answer is in both: its frame waits, and is news. */
	begin({ trades }: GapFill, skip: Skip = rethrow): void {
		this.hasBase = true;
		for (const { id, pair } of this.read(trades, '', skip)) idsOf(this.atStart, pair).add(id);
	}

	fillGap({ trades }: GapFill, nowTs: number, skip: Skip = rethrow): StreamEvent[] {
		return this.fresh(this.recent(this.read(trades, '', skip), skip), nowTs, true);
	}

	/** Whether the page reaches back to what is known, so that no older one is needed. */
	reachesKnown(page: readonly Row[]): boolean {
		return page.some((row) => {
			const id = answeredId(row.trade_id);
			return secondsOf(row) < this.notBefore() || (id !== '' && this.isKnown(pairOf(row), id));
		});
	}

	private read(data: unknown, topicPair: string, skip: Skip): Trade[] {
		return fromEachRow(data, skip, (row) => [readTrade(row, topicPair)]);
	}

	/** Those since the start, oldest first. */
	private recent(trades: readonly Trade[], skip: Skip): Trade[] {
		const notBefore = this.notBefore();
		return trades
			.filter(({ id, row }) => {
				const seconds = secondsOf(row);
				if (Number.isNaN(seconds)) {
					skip(new Unreadable(`trade ${id} has ${described(row.date)} as its date`));
				}
				return seconds >= notBefore;
			})
			.sort((one, other) => compareIds(one.id, other.id));
	}

	private fresh(trades: readonly Trade[], ts: number, recovered: boolean): StreamEvent[] {
		return trades
			.filter(
				({ id, pair, row }) =>
					!idsOf(this.atStart, pair).has(id) || (!recovered && secondsOf(row) >= this.notBefore()),
			)
			.filter(({ id, pair }) => idsOf(this.known, pair).add(id))
			.map(({ id, pair, row }) => ({ key: id, pair, row, ts, recovered }));
	}

	private isKnown(pair: string, id: string): boolean {
		return idsOf(this.known, pair).has(id) || idsOf(this.atStart, pair).has(id);
	}
}

function idsOf(byPair: Map<string, KnownIds>, pair: string): KnownIds {
	let ids = byPair.get(pair);
	if (!ids) byPair.set(pair, (ids = new KnownIds()));
	return ids;
}
