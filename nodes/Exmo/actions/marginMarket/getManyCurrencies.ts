import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Operation } from '../operation';
import { unchanged } from '../unchanged';

export const getManyCurrencies: Operation = {
	name: 'Get Many Currencies',
	value: 'getManyCurrencies',
	action: 'Get many margin currencies',
	description:
		"The currencies of margin trading. The form of the reply is not documented: EXMO's JSON comes unchanged in the field `reply`.",
	fields: [],
	async execute({ client }) {
		return unchanged(await client.call(ENDPOINTS.marginCurrencyList));
	},
};
