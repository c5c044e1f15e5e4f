import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';

import { properties } from './fields';
import { listen } from './listen';
import { eventTriggerDescription, triggerPanel } from './panel';

export class ExmoStreamTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'EXMO Stream Trigger',
		name: 'exmoStreamTrigger',
		icon: {
			light: 'file:../../icons/exmo.stream.svg',
			dark: 'file:../../icons/exmo.stream.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"].replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase() }}',
		description:
			'Start workflows the moment something happens on the EXMO crypto exchange: trades, orders, prices, order books, balances',
		defaults: { name: 'EXMO Stream Trigger' },
		eventTriggerDescription,
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'exmoApi', required: true }],
		properties,
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await listen.call(this);
	}
}
