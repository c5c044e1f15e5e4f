import type { IDataObject } from 'n8n-workflow';

import { listOf, type Row } from '../../../exmo/api/rows';
import { decimalText } from './rows';

/** One side of the book, best price first. */
const levelItems = (side: unknown) =>
	listOf(side)
		.map(listOf)
		.map(([price, quantity, amount]) => ({
			price: decimalText(price),
			quantity: decimalText(quantity),
			amount: decimalText(amount),
		}));

/**
 * A pair's part of `order_book`, or of the stream's book, which has only the two sides: the totals are
 * of the whole book (exmo-api/REST.md 2.2, WEBSOCKET.md 4.3).
 */
export function orderBookItem(pair: string, row: Row): IDataObject {
	const [bids, asks] = [levelItems(row.bid), levelItems(row.ask)];
	if (row.bid_top === undefined && row.ask_top === undefined) {
		return { pair, bestBid: bids[0]?.price ?? '', bestAsk: asks[0]?.price ?? '', bids, asks };
	}
	return {
		pair,
		bestBid: decimalText(row.bid_top),
		bestAsk: decimalText(row.ask_top),
		bidQuantity: decimalText(row.bid_quantity),
		askQuantity: decimalText(row.ask_quantity),
		bidAmount: decimalText(row.bid_amount),
		askAmount: decimalText(row.ask_amount),
		bids,
		asks,
	};
}
