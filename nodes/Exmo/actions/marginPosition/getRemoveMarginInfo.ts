import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Operation } from '../operation';
import { unchanged } from '../unchanged';
import { positionField, readPositionId } from './positionField';

export const getRemoveMarginInfo: Operation = {
	name: 'Get Remove-Margin Info',
	value: 'getRemoveMarginInfo',
	action: 'Get remove margin info of a position',
	description:
		"How much margin can be taken out of a position. The form of the reply is not documented: EXMO's JSON comes unchanged in the field `reply`.",
	fields: [positionField],
	async execute({ client, parameters }) {
		const params = { position_id: readPositionId(parameters) };
		return unchanged(await client.call(ENDPOINTS.marginPositionMarginRemoveInfo, params));
	},
};
