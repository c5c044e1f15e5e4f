/** The rows that make up the history, as EXMO sent them, and where each stands. */
import { secondsOfNanoseconds } from '../account/margin';
import { orderIdOf } from '../api/ids';
import type { Row } from '../api/rows';
import type { Position, Source } from './position';

/**
 * Where a row comes from: own trades (exmo-api/REST.md 3.7), cancelled orders (3.8), wallet operations
 * (4.5), and on margin the trades (6.21) and the wallet's movements (6.20).
 */
export type RowSource = Source | 'marginTrade';

export interface HistoryRow {
	readonly source: RowSource;
	readonly row: Row;
}

const POSITIONS: Record<Source, (row: Row) => Position> = {
	trade: (row) => ({ source: 'trade', time: Number(row.date), id: String(row.trade_id) }),
	order: (row) => ({ source: 'order', time: Number(row.created), id: orderIdOf(row) }),
	wallet: (row) => ({ source: 'wallet', time: Number(row.created), id: String(row.operation_id) }),
	marginWallet: (row) => ({
		source: 'marginWallet',
		time: secondsOfNanoseconds(row.created),
		id: String(row.id ?? ''),
	}),
};

export const positionOf = (source: Source, row: Row): Position => POSITIONS[source](row);
