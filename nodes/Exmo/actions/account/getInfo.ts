import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { isoOfSeconds } from '../../../shared/fields/dates';
import { idText, numberOf } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import type { Operation } from '../operation';

export const getInfo: Operation = {
	name: 'Get Info',
	value: 'getInfo',
	action: 'Get account info',
	description: "The account's ID, EXMO's clock, and all balances in one item",
	fields: [],
	async execute({ client }) {
		const {
			uid,
			server_date: serverDate,
			...holdings
		} = (await client.call(ENDPOINTS.userInfo)) as Row;
		return [
			{
				accountId: idText(uid),
				serverDate: numberOf(serverDate),
				serverTime: isoOfSeconds(serverDate),
				...holdings, // balances (free), reserved (in orders), and staked where there is such
			},
		];
	},
};
