import { publicTrades } from '../../../../exmo/market/lists';
import { limitFields, pairField } from '../../../shared/fields/fields';
import { publicTradeItem } from '../../../shared/items/orders';
import { partOf, spelledPair } from '../../../shared/exchange/pairs';
import { rowsIn } from '../../../../exmo/api/rows';
import type { Operation } from '../operation';

export const getManyTrades: Operation = {
	name: 'Get Many Trades',
	value: 'getManyTrades',
	action: 'Get many public trades of a pair',
	description:
		'The latest trades of everyone on a pair, newest first. EXMO decides how many it keeps; there are no further pages.',
	fields: [pairField, ...limitFields],
	async execute({ client, parameters }) {
		const pair = await spelledPair(client, parameters.pair());
		const limit = parameters.limit();
		const trades = rowsIn(await partOf(client, await publicTrades(client.call, [pair]), pair));
		return trades.slice(0, limit).map((trade) => publicTradeItem(pair, trade));
	},
};
