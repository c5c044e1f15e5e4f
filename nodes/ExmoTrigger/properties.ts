/** The fields that the node's panel is made of. */
import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { events } from './events';

export const properties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		noDataExpression: true,
		options: events.map(({ name, value, description }) => ({ name, value, description })),
		default: 'ownTrade',
	},
	...events.flatMap(({ value, fields }) =>
		updateDisplayOptions({ show: { triggerOn: [value] } }, fields),
	),
];
