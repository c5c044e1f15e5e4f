/** Margin positions (exmo-api/WEBSOCKET.md 4.11): opened, changed, closed. */
import type { DataFrame } from '../connection/frames';
import type { Row } from '../../api/rows';
import { checkDecimals, fromEachRow, neededId, rethrow, type Skip } from './unreadable';
import { answeredId } from '../../api/ids';
import { pairOf, type Feed, type StreamEvent } from './feed';

/** What follows the market alone is no event when it differs after a gap. */
const MARKET_FIELDS = new Set([
	'unrealized_pnl',
	'roe',
	'margin_level',
	'is_margin_call',
	'need_liquidate',
]);

const DECIMALS = ['quantity', 'leverage', 'base_price', 'liquidation_price', 'margin'];

const ownPart = (row: Row): string =>
	JSON.stringify(Object.entries(row).filter(([name]) => !MARKET_FIELDS.has(name)));

function readPosition(row: Row): Row {
	neededId(row, 'position_id');
	checkDecimals(row, DECIMALS);
	return row;
}

export class PositionsFeed implements Feed {
	private readonly open = new Map<string, Row>();
	private hasBase = false;

	take({ data, ts, isSnapshot }: DataFrame, skip: Skip = rethrow): StreamEvent[] {
		const event = (row: Row, recovered: boolean): StreamEvent => ({
			key: answeredId(row.position_id),
			pair: pairOf(row),
			row,
			ts,
			recovered,
		});
		let isWhole = true;
		const rows = fromEachRow(
			data,
			(error) => {
				isWhole = false;
				skip(error);
			},
			(row) => [readPosition(row)],
		);
		if (!isSnapshot) {
			return rows.filter((row) => this.keep(row)).map((row) => event(row, false));
		}
		const shown = new Set(rows.map((row) => answeredId(row.position_id)));
		// The row that could not be read may be any of those that are not shown
		const gone = isWhole ? [...this.open].filter(([id]) => !shown.has(id)) : [];
		for (const [id] of gone) this.open.delete(id);
		const changed = rows.filter((row) => this.keep(row, ownPart));
		const isBase = !this.hasBase;
		this.hasBase = true;
		if (isBase) return [];
		return [...gone.map(([, row]) => ({ ...row, quantity: '0', closed: true })), ...changed].map(
			(row) => event(row, true),
		);
	}

	/** Whether the row says something new; remembers it. */
	private keep(row: Row, part: (row: Row) => string = JSON.stringify): boolean {
		const id = answeredId(row.position_id);
		const before = this.open.get(id);
		if (row.closed === true) return this.open.delete(id);
		this.open.set(id, row);
		return before === undefined || part(before) !== part(row);
	}
}
