/** The rows of the history: one shape for trades, cancelled orders and wallet operations. */
import type { IDataObject } from 'n8n-workflow';

import { COLUMNS } from '../../../../../exmo/history/formats/exmo';
import { stableId, type Position, type Source } from '../../../../../exmo/history/position';
import { cancelledOrderItem, ownTradeItem } from '../../../../shared/items/orders';
import type { Row } from '../../../../../exmo/api/rows';
import { operationItem } from '../../../../shared/items/walletOperation';

/** Trade, cancelled order, deposit, withdrawal, or what EXMO calls another operation. */
function fieldsOf(source: Source, row: Row): IDataObject {
	if (source === 'trade') {
		return { ...ownTradeItem(row), kind: 'trade' };
	}
	if (source === 'order') return { ...cancelledOrderItem(row), kind: 'cancelledOrder' };
	const { type, ...operation } = operationItem(row);
	return { ...operation, kind: type, feeCurrency: operation.currency };
}

/** One row with every column. */
export function historyItem(position: Position, row: Row): IDataObject {
	const fields: IDataObject = { ...fieldsOf(position.source, row), id: stableId(position) };
	return Object.fromEntries(COLUMNS.map((column) => [column, fields[column] ?? '']));
}
