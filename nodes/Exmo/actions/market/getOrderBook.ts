import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { pairField } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { spelledPair, wholePartOf } from '../../../shared/exchange/pairs';
import { decimalText, listOf } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import type { Operation } from '../operation';

/** exmo-api/REST.md 2.2 */
const MOST_LEVELS = 1000;

/** One side of the book, best price first: from `order_book` and from the stream (exmo-api/WEBSOCKET.md 4.3). */
export const bookLevels = (side: unknown) =>
	(listOf(side) as unknown as unknown[][]).map(([price, quantity, amount]) => ({
		price: decimalText(price),
		quantity: decimalText(quantity),
		amount: decimalText(amount),
	}));

export const getOrderBook: Operation = {
	name: 'Get Order Book',
	value: 'getOrderBook',
	action: 'Get the order book of a pair',
	description: 'Open buy and sell orders of a pair, best price first, as one item',
	fields: [
		pairField,
		{
			displayName: 'Depth',
			name: 'depth',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_LEVELS },
			default: 50,
			description: `How many price levels of each side, up to ${MOST_LEVELS}`,
		},
	],
	async execute({ client, parameters }) {
		const pair = await spelledPair(client, parameters.pair());
		const depth = Number(parameters.text('depth'));
		if (!Number.isInteger(depth) || depth < 1 || depth > MOST_LEVELS) {
			throw new InvalidInput(`Depth has to be a whole number from 1 to ${MOST_LEVELS}.`);
		}
		const reply = await client.call(ENDPOINTS.orderBook, { pair, limit: depth });
		const book = await wholePartOf<Row>(client, reply, pair, 'order book');
		return [
			{
				pair,
				bestBid: decimalText(book.bid_top),
				bestAsk: decimalText(book.ask_top),
				bidQuantity: decimalText(book.bid_quantity),
				askQuantity: decimalText(book.ask_quantity),
				bidAmount: decimalText(book.bid_amount),
				askAmount: decimalText(book.ask_amount),
				bids: bookLevels(book.bid),
				asks: bookLevels(book.ask),
			},
		];
	},
};
