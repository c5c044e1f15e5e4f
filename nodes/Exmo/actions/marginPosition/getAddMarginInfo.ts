import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Operation } from '../operation';
import { unchanged } from '../unchanged';
import { positionField, readPositionId } from './positionField';

export const getAddMarginInfo: Operation = {
	name: 'Get Add-Margin Info',
	value: 'getAddMarginInfo',
	action: 'Get add margin info of a position',
	description:
		"How much margin can be added to a position. The form of the reply is not documented: EXMO's JSON comes unchanged in the field `reply`.",
	fields: [positionField],
	async execute({ client, parameters }) {
		const params = { position_id: readPositionId(parameters) };
		return unchanged(await client.call(ENDPOINTS.marginPositionMarginAddInfo, params));
	},
};
