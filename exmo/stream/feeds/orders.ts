/**
 * Orders, spot or margin (exmo-api/WEBSOCKET.md 4.7, 4.9). The first snapshot is the base. After a
 * gap, the new snapshot tells what is open now, and REST what became of the others: each order that
 * changed comes once, as it is now, not with every step in between.
 */
import { rowsOf, type DataFrame, type Row } from '../frames';
import { isOver, isStopOrder, orderIdOf, orderStatusOf, type OrderStatus } from '../orderStatus';
import { byId, type Feed, type Recovery, type StreamEvent } from './feed';

/** Ended orders that are remembered, so that none of them ends twice. */
const MOST_ENDED = 2000;

/** The status that an event carries beside EXMO's own. */
export const DECIDED_STATUS = 'decidedStatus';

export class OrdersFeed implements Feed {
	readonly isState = false;
	private readonly open = new Map<string, Row>();
	private readonly ended = new Set<string>();
	private hasBase = false;
	private recovery: Recovery = { trades: [], cancelled: [] };

	take({ data, ts, isSnapshot }: DataFrame): StreamEvent[] {
		const rows = rowsOf(data);
		if (!isSnapshot) return rows.flatMap((row) => this.change(row, orderStatusOf(row), ts, false));
		if (!this.hasBase) {
			this.hasBase = true;
			for (const row of rows) {
				this.open.set(orderIdOf(row), row);
				this.ended.delete(orderIdOf(row)); // partly filled, as it turns out
			}
			return [];
		}
		const endings = this.endings(new Set(rows.map(orderIdOf)));
		this.recovery = { trades: [], cancelled: [] };
		return [
			...endings.flatMap(({ row, status }) => this.change(row, status, ts, true)),
			...rows.flatMap((row) => this.change(row, orderStatusOf(row), ts, true)),
		];
	}

	/** What was over before the first frame is no event later on. */
	begin({ trades, cancelled }: Recovery): void {
		for (const row of [...trades, ...cancelled]) this.ended.add(orderIdOf(row));
	}

	/** The snapshot, which comes afterwards, makes events of it. */
	recover(recovery: Recovery): StreamEvent[] {
		this.recovery = recovery;
		return [];
	}

	/** An event, unless it says what is known. An order that is over stays over. */
	private change(row: Row, status: OrderStatus, ts: number, recovered: boolean): StreamEvent[] {
		const id = orderIdOf(row);
		const before = this.open.get(id);
		if (this.ended.has(id) || (before && !isOver(status) && sameState(before, row))) return [];
		if (isOver(status)) {
			this.open.delete(id);
			this.ended.add(id);
			if (this.ended.size > MOST_ENDED) this.ended.delete([...this.ended][0]);
		} else {
			this.open.set(id, row);
		}
		const pair = String(row.pair ?? before?.pair ?? '');
		return [{ key: id, pair, row: { ...row, [DECIDED_STATUS]: status }, ts, recovered }];
	}

	/** The orders that are over and not in the snapshot, oldest first. */
	private endings(shown: ReadonlySet<string>): Array<{ row: Row; status: OrderStatus }> {
		const cancelled = new Map(this.recovery.cancelled.map((row) => [orderIdOf(row), row]));
		const traded = new Map<string, Row[]>();
		for (const trade of this.recovery.trades) {
			const id = orderIdOf(trade);
			traded.set(id, [...(traded.get(id) ?? []), trade]);
		}
		const ids = new Set([...this.open.keys(), ...cancelled.keys(), ...traded.keys()]);
		return [...ids]
			.filter((id) => id !== '' && !shown.has(id) && !this.ended.has(id))
			.map((id) => this.ending(this.open.get(id), cancelled.get(id), traded.get(id)))
			.sort((a, b) => byId(orderIdOf)(a.row, b.row));
	}

	private ending(
		known: Row | undefined,
		cancelled: Row | undefined,
		trades: Row[] | undefined,
	): { row: Row; status: OrderStatus } {
		if (cancelled) {
			return { row: { ...known, ...cancelled, status: 'cancelled' }, status: 'cancelled' };
		}
		if (trades) {
			const { order_id, client_id, pair, type, date } = trades[0];
			const fromTrades = { order_id, client_id, pair, type, created: date };
			return {
				row: { ...fromTrades, ...known, quantity: '0', status: 'cancelled' },
				status: 'filled',
			};
		}
		const row = known ?? {};
		// A stop order that fired leaves a market order of its own; which one, its row does not say
		return { row, status: isStopOrder(row) ? 'triggered' : 'unknown' };
	}
}

const STATE_FIELDS = ['quantity', 'status', 'price', 'trigger_price', 'stop_price', 'type'];

/** Fields that one of the two leaves out do not count: an update has fewer than a snapshot. */
const sameState = (a: Row, b: Row): boolean =>
	STATE_FIELDS.every(
		(name) => a[name] === undefined || b[name] === undefined || String(a[name]) === String(b[name]),
	);
