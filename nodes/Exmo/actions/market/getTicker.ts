import { ENDPOINTS } from '../../../../exmo/endpoints';
import { pairField, simplifyField } from '../../../shared/fields';
import { ofPair, rawItem, type Row } from '../../../shared/rows';
import type { Operation } from '../operation';
import { tickerItem } from './ticker';

export const getTicker: Operation = {
	name: 'Get Ticker',
	value: 'getTicker',
	action: 'Get the ticker of a pair',
	description:
		'Best bid and ask, last price, and the high, low and volume of 24 hours for one pair',
	fields: [pairField, simplifyField],
	async execute({ client, parameters }) {
		const pair = parameters.pair();
		const reply = await client.call(ENDPOINTS.ticker);
		const row = ofPair<Row>(reply, pair, client.url);
		return [parameters.flag('simplify') ? tickerItem(pair, row) : rawItem({ pair, ...row })];
	},
};
