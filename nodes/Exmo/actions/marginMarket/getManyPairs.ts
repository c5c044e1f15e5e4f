import type { IDataObject } from 'n8n-workflow';

import { marginPairRows } from '../../../../exmo/account/margin';
import { QUANTITY_DECIMALS } from '../../../../exmo/market/pairs';
import { isoOfNanoseconds } from '../../../shared/fields/dates';
import { limitFields, simplifyField } from '../../../shared/fields/fields';
import { decimalText, numberOf, rawItem } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import type { Operation } from '../operation';

/** One row of `margin/pair/list` (exmo-api/REST.md 6.8). */
function pairItem(row: Row): IDataObject {
	const pair = String(row.name);
	const [base, quote] = pair.split('_');
	return {
		pair,
		base,
		quote,
		bid: decimalText(row.buy_price),
		ask: decimalText(row.sell_price),
		last: decimalText(row.last_trade_price),
		minQuantity: decimalText(row.min_order_quantity),
		maxQuantity: decimalText(row.max_order_quantity),
		maxLeverage: decimalText(row.max_leverage),
		pricePrecision: numberOf(row.max_price_precision ?? QUANTITY_DECIMALS),
		takerFeePercent: decimalText(row.trade_taker_fee),
		makerFeePercent: decimalText(row.trade_maker_fee),
		updatedAt: isoOfNanoseconds(row.ticker_updated),
	};
}

export const getManyPairs: Operation = {
	name: 'Get Many Pairs',
	value: 'getManyPairs',
	action: 'Get many margin pairs',
	description:
		'Every pair that can be traded on margin, with its prices, limits, leverage and fees. Switch Simplify off for liquidation levels and all limits.',
	fields: [...limitFields, simplifyField],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const rows = (await marginPairRows(client.ask)).slice(0, limit);
		return rows.map(
			parameters.flag('simplify')
				? pairItem
				: (row) => ({ pair: String(row.name), ...rawItem(row) }),
		);
	},
};
