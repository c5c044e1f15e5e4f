import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Operation } from '../operation';
import { unchanged } from '../unchanged';

export const getFunding: Operation = {
	name: 'Get Funding',
	value: 'getFunding',
	action: 'Get margin funding rates',
	description:
		"What borrowing costs, by currency. The form of the reply is not documented: EXMO's JSON comes unchanged in the field `reply`.",
	fields: [],
	async execute({ client }) {
		return unchanged(await client.call(ENDPOINTS.marginFundingList));
	},
};
