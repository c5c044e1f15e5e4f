import { currencyCodes, currencyRows } from '../../../../exmo/market/lists';
import { limitFields } from '../../../shared/fields/fields';
import { currencyItem } from '../../../shared/items/network';
import type { Operation } from '../operation';

export const getManyCurrencies: Operation = {
	name: 'Get Many Currencies',
	value: 'getManyCurrencies',
	action: 'Get many currencies',
	description: 'Every currency that EXMO knows, with its code and its full name',
	fields: [
		...limitFields,
		{
			displayName: 'With Names',
			name: 'withNames',
			type: 'boolean',
			default: true,
			description: 'Whether to get the full names, e.g. Bitcoin, beside the codes',
		},
	],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		if (parameters.flag('withNames')) {
			return (await currencyRows(client.call)).slice(0, limit).map(currencyItem);
		}
		return (await currencyCodes(client.call)).slice(0, limit).map((currency) => ({ currency }));
	},
};
