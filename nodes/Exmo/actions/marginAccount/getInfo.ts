import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Operation } from '../operation';
import { unchanged } from '../unchanged';

export const getInfo: Operation = {
	name: 'Get Info',
	value: 'getInfo',
	action: 'Get margin account info',
	description:
		"The margin account. The form of the reply is not documented: EXMO's JSON comes unchanged in the field `reply`.",
	fields: [],
	async execute({ client }) {
		return unchanged(await client.call(ENDPOINTS.marginUserInfo));
	},
};
