import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';

import { properties } from './fields';
import { listen } from './listen';

export class ExmoStreamTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'EXMO Stream Trigger',
		name: 'exmoStreamTrigger',
		icon: { light: 'file:../../icons/exmo.svg', dark: 'file:../../icons/exmo.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"].replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase() }}',
		description: 'Starts the workflow at once when something happens on EXMO, over a WebSocket',
		defaults: { name: 'EXMO Stream Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'exmoApi', required: true }],
		properties,
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await listen.call(this);
	}
}
