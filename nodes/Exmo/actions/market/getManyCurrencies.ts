import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { limitFields } from '../../../shared/fields/fields';
import { listOf } from '../../../shared/items/rows';
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
			const rows = listOf(await client.call(ENDPOINTS.currencyListExtended));
			return rows.slice(0, limit).map(({ name, description }) => ({
				currency: String(name),
				name: String(description ?? ''),
			}));
		}
		const codes = (await client.call(ENDPOINTS.currency)) as unknown[];
		return codes.slice(0, limit).map((code) => ({ currency: String(code) }));
	},
};
