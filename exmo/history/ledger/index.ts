/** Every row of the history as what it did to the balances. */
import type { Row } from '../../api/rows';
import { positionOf, type HistoryRow, type RowSource } from '../rows';
import { stableId } from '../position';
import type { LedgerEvent } from './event';
import { marginTradeEvent, marginWalletEvent } from './margin';
import { timeOf } from './time';
import { tradeEvent } from './trade';
import { walletEvent } from './wallet';

/** A cancelled order gave back what it had reserved. What of it was filled is a trade. */
function cancelledEvent(row: Row): LedgerEvent {
	const position = positionOf('order', row);
	return {
		id: stableId(position),
		source: 'order',
		time: timeOf(row.created),
		meaning: 'nothing',
		entries: [],
		note: `cancelled order on ${String(row.pair)}`,
		transactionId: '',
	};
}

const READERS: Record<RowSource, (row: Row) => LedgerEvent> = {
	trade: tradeEvent,
	order: cancelledEvent,
	wallet: walletEvent,
	marginTrade: marginTradeEvent,
	marginWallet: marginWalletEvent,
};

/** Never throws: a row that cannot be read is an event of unknown meaning. */
export const eventOf = ({ source, row }: HistoryRow): LedgerEvent => READERS[source](row);
