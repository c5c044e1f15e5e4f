import type { IDataObject } from 'n8n-workflow';

import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { QUANTITY_DECIMALS } from '../../../../exmo/market/pairs';
import { limitFields, simplifyField } from '../../../shared/fields/fields';
import { decimalText, entriesOf, numberOf, rawItem } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import type { Operation } from '../operation';
import { pairCurrencyField, withCurrency } from './currencyFilter';

/** One row of `pair_settings` (exmo-api/REST.md 2.4). */
function pairItem(pair: string, row: Row): IDataObject {
	const [base, quote] = pair.split('_');
	return {
		pair,
		base,
		quote,
		minQuantity: decimalText(row.min_quantity),
		maxQuantity: decimalText(row.max_quantity),
		minPrice: decimalText(row.min_price),
		maxPrice: decimalText(row.max_price),
		minAmount: decimalText(row.min_amount),
		maxAmount: decimalText(row.max_amount),
		pricePrecision: numberOf(row.price_precision ?? QUANTITY_DECIMALS),
		takerFeePercent: decimalText(row.commission_taker_percent),
		makerFeePercent: decimalText(row.commission_maker_percent),
	};
}

export const getManyPairs: Operation = {
	name: 'Get Many Pairs',
	value: 'getManyPairs',
	action: 'Get many pairs',
	description:
		'Every listed pair with its limits, price precision and fees; a listed pair can be traded',
	fields: [...limitFields, pairCurrencyField, simplifyField],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const simplify = parameters.flag('simplify');
		const pairs = entriesOf<Row>(await client.call(ENDPOINTS.pairSettings));
		return pairs
			.filter(([pair]) => withCurrency(pair, parameters.text('currency')))
			.slice(0, limit)
			.map(([pair, row]) => (simplify ? pairItem(pair, row) : rawItem({ pair, ...row })));
	},
};
