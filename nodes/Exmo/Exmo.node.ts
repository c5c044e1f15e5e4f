import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { properties } from './actions/resources';
import { router } from './actions/router';
import * as listSearch from '../shared/listSearch';

export class Exmo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'EXMO',
		name: 'exmo',
		icon: { light: 'file:../../icons/exmo.svg', dark: 'file:../../icons/exmo.dark.svg' },
		group: ['transform'],
		version: 1,
		// "market: get ticker"
		subtitle:
			'={{ ($parameter["resource"] + ": " + $parameter["operation"]).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase() }}',
		description:
			'Trade, convert and withdraw crypto, read balances and prices, and export your history on EXMO',
		defaults: { name: 'EXMO' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'exmoApi', required: true }],
		properties,
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
