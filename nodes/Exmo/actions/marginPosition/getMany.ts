import type { IDataObject } from 'n8n-workflow';

import { isSameCode } from '../../../../exmo/codes';
import { marginPositions } from '../../../../exmo/margin';
import { isoOfNanoseconds } from '../../../shared/dates';
import { limitFields, pairFilterField, simplifyField } from '../../../shared/fields';
import { decimalText, idText, rawItem, type Row } from '../../../shared/rows';
import type { Operation } from '../operation';

/** One row of `margin/user/position/list` (exmo-api/REST.md 6.16). */
const positionItem = (row: Row): IDataObject => ({
	positionId: idText(row.position_id),
	pair: String(row.pair),
	side: String(row.type),
	quantity: decimalText(row.quantity),
	leverage: decimalText(row.leverage),
	entryPrice: decimalText(row.base_price),
	liquidationPrice: decimalText(row.liquidation_price),
	margin: decimalText(row.margin),
	marginCurrency: String(row.margin_currency ?? ''),
	unrealizedPnl: decimalText(row.unrealized_pnl),
	pnlCurrency: String(row.pnl_currency ?? ''),
	isMarginCall: row.is_margin_call === true,
	created: String(row.created),
	createdAt: isoOfNanoseconds(row.created),
});

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many margin positions',
	description:
		'The open margin positions, one item each, with entry price, liquidation price, margin and profit. Switch Simplify off for funding, levels and the rest.',
	fields: [
		...limitFields,
		{ ...pairFilterField, description: 'Only positions of this pair; empty for all' },
		simplifyField,
	],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const wanted = parameters.text('pairFilter') === '' ? undefined : parameters.pair('pairFilter');
		return (await marginPositions(client.ask))
			.filter(({ pair }) => wanted === undefined || isSameCode(pair, wanted))
			.slice(0, limit)
			.map(parameters.flag('simplify') ? positionItem : rawItem);
	},
};
