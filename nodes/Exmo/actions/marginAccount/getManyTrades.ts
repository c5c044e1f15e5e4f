import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { marginPairFilterField, optionsField } from '../../../shared/fields/fields';
import type { Operation } from '../operation';
import { unchanged } from '../unchanged';
import { pageOptions, readPage } from './pageOptions';

export const getManyTrades: Operation = {
	name: 'Get Many Trades',
	value: 'getManyTrades',
	action: 'Get many own margin trades',
	description:
		"Own trades on margin. Neither the form of the reply nor its pages are documented: EXMO's JSON comes unchanged in the field `reply`.",
	fields: [
		optionsField(...pageOptions, {
			...marginPairFilterField,
			name: 'pair',
			description: 'Only trades of this pair',
		}),
	],
	async execute({ client, parameters }) {
		const params = { pair: parameters.options().pair('pair'), ...readPage(parameters) };
		return unchanged(await client.call(ENDPOINTS.marginTradeList, params));
	},
};
