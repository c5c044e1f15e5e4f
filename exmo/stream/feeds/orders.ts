/**
 * Orders, spot or margin (exmo-api/WEBSOCKET.md 4.7, 4.9). The first snapshot is the base. After a
 * gap, the new snapshot tells what is open now, and REST what became of the others: each order that
 * changed comes once, as it is now, not with every step in between.
 */
import type { DataFrame } from '../connection/frames';
import type { Row } from '../../api/rows';
import { isOver, type OrderStatus } from '../../account/orderStatus';
import { compareIds, isStopOrder, orderIdOf } from '../../api/ids';
import { orderStatusOf } from './orderStatus';
import {
	checkDecimals,
	fromEachRow,
	neededId,
	needDecimals,
	rethrow,
	secondsOf,
	type Skip,
} from './unreadable';
import { pairOf, type Feed, type GapFill, type StreamEvent } from './feed';

/** Orders whose end came over the stream and is remembered, so that none of them ends twice. */
const MAX_ENDED = 2000;

/** No gap to fill: nothing that REST could tell is news. */
const NO_GAP: GapFill = { trades: [], cancelled: [], from: Infinity };

const DECIMALS = [
	'quantity',
	'original_quantity',
	'init_quantity',
	'price',
	'trigger_price',
	'stop_price',
	'amount',
];

interface Order {
	readonly row: Row;
	readonly status: OrderStatus;
}

function needId(row: Row): void {
	if (orderIdOf(row) === '') neededId(row, 'order_id');
}

const withIds = (rows: readonly Row[], skip: Skip): Row[] =>
	fromEachRow(rows, skip, (row) => {
		needId(row);
		return [row];
	});

function readOrder(row: Row): Order {
	needId(row);
	checkDecimals(row, DECIMALS);
	const status = orderStatusOf(row);
	// What is left tells a filled order from a cancelled one: without it nothing can be said
	if (isOver(status)) needDecimals(row, ['quantity']);
	return { row, status };
}

export class OrdersFeed implements Feed {
	private readonly open = new Map<string, Row>();
	/** Ends that were events, the latest so many. */
	private readonly ended = new Set<string>();
	/**
	 * The ends that REST showed last: never pushed out by those that were events. Neither a snapshot nor a
	 * gap makes events of them; a frame does, as the order may have ended since REST was asked.
	 */
	private endedByRest = new Set<string>();
	private hasBase = false;
	private gapFill: GapFill = NO_GAP;

	take({ data, ts, isSnapshot }: DataFrame, skip: Skip = rethrow): StreamEvent[] {
		let isWhole = true;
		const orders = fromEachRow(
			data,
			(error) => {
				isWhole = false;
				skip(error);
			},
			(row) => [readOrder(row)],
		);
		if (!isSnapshot) return orders.flatMap((order) => this.change(order, ts, false));
		if (!this.hasBase) this.base(orders);
		const endings = this.endings(new Set(orders.map(({ row }) => orderIdOf(row))), isWhole);
		const events = [...endings, ...orders].flatMap((order) => this.change(order, ts, true));
		if (this.gapFill !== NO_GAP) this.endedByRest = new Set(this.gapFill.cancelled.map(orderIdOf));
		this.gapFill = NO_GAP;
		return events;
	}

	/** What the first snapshot shows is no event, unless the connection broke before it came. */
	private base(orders: readonly Order[]): void {
		this.hasBase = true;
		const { from = -Infinity } = this.gapFill;
		for (const { row, status } of orders) {
			const id = orderIdOf(row);
			this.endedByRest.delete(id); // partly filled, as it turns out
			if (secondsOf(row) >= from) continue;
			if (isOver(status)) this.endedByRest.add(id);
			else this.open.set(id, row);
		}
	}

	/** What was over before the first frame is no event later on. */
	begin({ trades, cancelled }: GapFill, skip: Skip = rethrow): void {
		for (const row of withIds([...trades, ...cancelled], skip))
			this.endedByRest.add(orderIdOf(row));
	}

	/** The snapshot, which comes afterwards, makes events of it. */
	fillGap(fill: GapFill, _nowTs?: number, skip: Skip = rethrow): StreamEvent[] {
		this.gapFill = {
			from: fill.from,
			trades: withIds(fill.trades, skip),
			cancelled: withIds(fill.cancelled, skip),
		};
		return [];
	}

	/**
	 * Whether a row of REST tells of an end that was missed: of an order that was open, or of one that
	 * came after the stream was last heard of. EXMO's list of cancelled orders has the time at which an
	 * order was made, not the time of its end (exmo-api/REST.md 3.8).
	 * @param from unix seconds by EXMO's clock
	 */
	isNews(row: Row, from: number): boolean {
		return this.open.has(orderIdOf(row)) || !(secondsOf(row) < from);
	}

	/** An event, unless it says what is known. An order that is over stays over. */
	private change({ row, status }: Order, ts: number, recovered: boolean): StreamEvent[] {
		const id = orderIdOf(row);
		const before = this.open.get(id);
		const hasEnded = recovered ? this.isEnded(id) : this.ended.has(id);
		if (hasEnded || (before && !isOver(status) && sameState(before, row))) return [];
		if (isOver(status)) {
			this.open.delete(id);
			this.ended.add(id);
			if (this.ended.size > MAX_ENDED) this.ended.delete([...this.ended][0]);
		} else {
			this.open.set(id, row);
		}
		const pair = pairOf(row) || pairOf(before ?? {});
		return [{ key: id, pair, row, status, ts, recovered }];
	}

	private isEnded(id: string): boolean {
		return this.ended.has(id) || this.endedByRest.has(id);
	}

	/**
	 * The orders that are over and not in the snapshot, oldest first.
	 * @param isWhole whether every row of the snapshot could be read: one that could not be may be any
	 * order, so that only a cancel proves an end
	 */
	private endings(shown: ReadonlySet<string>, isWhole: boolean): Order[] {
		const { from = -Infinity } = this.gapFill;
		const isNews = (row: Row) => this.isNews(row, from);
		const cancelled = new Map(
			this.gapFill.cancelled.filter(isNews).map((row) => [orderIdOf(row), row]),
		);
		const traded = new Map<string, Row[]>();
		for (const trade of this.gapFill.trades.filter(isNews)) {
			const id = orderIdOf(trade);
			traded.set(id, [...(traded.get(id) ?? []), trade]);
		}
		const ids = new Set([
			...cancelled.keys(),
			...(isWhole ? [...this.open.keys(), ...traded.keys()] : []),
		]);
		return [...ids]
			.filter((id) => !shown.has(id) && !this.isEnded(id))
			.map((id) => this.ending(this.open.get(id), cancelled.get(id), traded.get(id)))
			.sort((one, other) => compareIds(orderIdOf(one.row), orderIdOf(other.row)));
	}

	private ending(
		known: Row | undefined,
		cancelled: Row | undefined,
		trades: Row[] | undefined,
	): Order {
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
