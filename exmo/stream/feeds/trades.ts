/** Trades, everybody's or one's own: each once, whatever is sent twice (exmo-api/WEBSOCKET.md 4.1, 4.5, 4.10). */
import { rowsOf, type DataFrame, type Row } from '../frames';
import { KnownIds } from '../knownIds';
import { pairOfTopic } from '../topics';
import { byId, idOf, type Feed, type Recovery, type StreamEvent } from './feed';

const tradeId = (row: Row): string => idOf(row.trade_id);

/** Seconds, as `date` of spot trades or nanoseconds as `trade_dt` of margin trades. */
const secondsOf = (row: Row): number =>
	row.date !== undefined ? Number(row.date) : Number(row.trade_dt ?? 0) / 1e9;

export class TradesFeed implements Feed {
	readonly isState = false;
	/** By pair: whether EXMO counts trades of all pairs in one row is not known. */
	private readonly known = new Map<string, KnownIds>();
	/** The first snapshot shows the past; later ones show what was missed, too. */
	private hasBase = false;
	private readonly notBefore: number;

	/** @param notBefore unix seconds by EXMO's clock: older trades are history, not events */
	constructor(notBefore: number) {
		this.notBefore = notBefore;
	}

	take({ topic, data, ts, isSnapshot }: DataFrame): StreamEvent[] {
		const rows = rowsOf(data);
		if (!isSnapshot) return this.fresh(rows, pairOfTopic(topic), ts, false);
		const missed = this.hasBase ? this.recent(rows) : [];
		const events = this.fresh(missed, pairOfTopic(topic), ts, true);
		this.begin({ trades: rows, cancelled: [] });
		return events;
	}

	begin({ trades }: Recovery): void {
		this.hasBase = true;
		for (const row of trades) this.knownOf(String(row.pair ?? '')).add(tradeId(row));
	}

	recover({ trades }: Recovery, nowTs: number): StreamEvent[] {
		return this.fresh(this.recent(trades), '', nowTs, true);
	}

	/** Whether the page reaches back to what is known, so that no older one is needed. */
	reachesKnown(page: readonly Row[]): boolean {
		return page.some(
			(row) =>
				secondsOf(row) < this.notBefore || this.knownOf(String(row.pair ?? '')).has(tradeId(row)),
		);
	}

	private recent(rows: readonly Row[]): Row[] {
		return rows.filter((row) => secondsOf(row) >= this.notBefore).sort(byId(tradeId));
	}

	private fresh(
		rows: readonly Row[],
		topicPair: string,
		ts: number,
		recovered: boolean,
	): StreamEvent[] {
		return rows.flatMap((row) => {
			const pair = topicPair || String(row.pair ?? '');
			const id = tradeId(row);
			if (id === '' || !this.knownOf(pair).add(id)) return [];
			return [{ key: id, pair, row, ts, recovered }];
		});
	}

	private knownOf(pair: string): KnownIds {
		let known = this.known.get(pair);
		if (!known) this.known.set(pair, (known = new KnownIds()));
		return known;
	}
}
