import { MAX_BOOK_LEVELS } from '../../../../exmo/market/lists';
import { pairField } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { bookOf, spelledPair } from '../../../shared/exchange/pairs';
import { orderBookItem } from '../../../shared/items/orderBook';
import type { Operation } from '../operation';

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
			typeOptions: { minValue: 1, maxValue: MAX_BOOK_LEVELS },
			default: 50,
			description: `How many price levels of each side, up to ${MAX_BOOK_LEVELS}`,
		},
	],
	async execute({ client, parameters }) {
		const pair = await spelledPair(client, parameters.pair());
		const depth = Number(parameters.text('depth'));
		if (!Number.isInteger(depth) || depth < 1 || depth > MAX_BOOK_LEVELS) {
			throw new InvalidInput(`Depth has to be a whole number from 1 to ${MAX_BOOK_LEVELS}.`);
		}
		return [orderBookItem(pair, await bookOf(client, pair, depth))];
	},
};
