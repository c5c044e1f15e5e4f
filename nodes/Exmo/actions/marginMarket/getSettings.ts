import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Operation } from '../operation';
import { unchanged } from '../unchanged';

export const getSettings: Operation = {
	name: 'Get Settings',
	value: 'getSettings',
	action: 'Get margin settings',
	description:
		"The settings of margin trading. The form of the reply is not documented: EXMO's JSON comes unchanged in the field `reply`.",
	fields: [],
	async execute({ client }) {
		return unchanged(await client.call(ENDPOINTS.marginSettings));
	},
};
