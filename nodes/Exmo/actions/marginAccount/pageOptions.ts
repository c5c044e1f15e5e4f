/** Limit and offset for methods that probably take them (exmo-api/REST.md 6.20, 6.21); left out when not added. */
import type { INodeProperties } from 'n8n-workflow';

import type { Params } from '../../../../exmo/api/signing';
import type { ItemParameters } from '../../../shared/fields/parameters';

export const pageOptions: INodeProperties[] = [
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
	{
		displayName: 'Offset',
		name: 'offset',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How many of the newest to skip',
	},
];

/** @throws InvalidInput */
export function readPage(parameters: ItemParameters): Params {
	const options = parameters.options();
	return { limit: options.whole('limit', 1), offset: options.whole('offset', 0) };
}
