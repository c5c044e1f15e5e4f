/** Pairs with their rules as items: spot and margin have the same names for the same thing. */
import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../../exmo/api/rows';
import { QUANTITY_DECIMALS } from '../../../exmo/market/pairs';
import { isoOfNanoseconds } from '../fields/dates';
import { decimalText, numberOf } from './rows';

/** One row of `pair_settings` (exmo-api/REST.md 2.4). */
export function pairItem(pair: string, row: Row): IDataObject {
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

/** One row of `margin/pair/list` (REST.md 6.8). */
export function marginPairItem(row: Row): IDataObject {
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
