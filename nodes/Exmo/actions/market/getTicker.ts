import { pairField, simplifyField } from '../../../shared/fields/fields';
import { spelledPair, tickerOf } from '../../../shared/exchange/pairs';
import { rawItem } from '../../../shared/items/rows';
import type { Operation } from '../operation';
import { tickerItem } from '../../../shared/items/ticker';

export const getTicker: Operation = {
	name: 'Get Ticker',
	value: 'getTicker',
	action: 'Get the ticker of a pair',
	description:
		'Best bid and ask, last price, and the high, low and volume of 24 hours for one pair',
	fields: [pairField, simplifyField],
	async execute({ client, parameters }) {
		const pair = await spelledPair(client, parameters.pair());
		const row = await tickerOf(client, pair);
		return [parameters.flag('simplify') ? tickerItem(pair, row) : rawItem({ pair, ...row })];
	},
};
