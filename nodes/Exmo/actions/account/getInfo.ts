import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { accountItem } from '../../../shared/items/wallet';
import type { Operation } from '../operation';

export const getInfo: Operation = {
	name: 'Get Info',
	value: 'getInfo',
	action: 'Get account info',
	description: "The account's ID, EXMO's clock, and all balances in one item",
	fields: [],
	async execute({ client }) {
		return [accountItem(await client.call(ENDPOINTS.userInfo))];
	},
};
