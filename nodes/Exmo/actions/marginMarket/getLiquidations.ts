import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Operation } from '../operation';
import { unchanged } from '../unchanged';

export const getLiquidations: Operation = {
	name: 'Get Liquidations',
	value: 'getLiquidations',
	action: 'Get margin liquidations',
	description:
		"Positions that were liquidated lately, of everyone. The form of the reply is not documented: EXMO's JSON comes unchanged in the field `reply`.",
	fields: [],
	async execute({ client }) {
		return unchanged(await client.call(ENDPOINTS.marginLiquidationFeed));
	},
};
