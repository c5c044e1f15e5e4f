import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { searchCurrenciesOrAll, searchPairs } from '../shared/listSearch';
import { triggerPanel } from './panel';
import { poll } from './poll';
import { properties } from './properties';

export class ExmoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'EXMO Trigger',
		name: 'exmoTrigger',
		icon: { light: 'file:../../icons/exmo.svg', dark: 'file:../../icons/exmo.dark.svg' },
		group: ['trigger'],
		version: 1,
		// "own trade"
		subtitle: '={{ $parameter["triggerOn"].replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase() }}',
		// n8n's list of nodes shows the EXMO node under this one's description
		description:
			'The EXMO crypto exchange: start workflows on prices, orders, trades and balances; trade, convert, withdraw and export',
		defaults: { name: 'EXMO Trigger' },
		polling: true,
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'exmoApi', required: true }],
		properties,
	};

	methods = { listSearch: { searchCurrenciesOrAll, searchPairs } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll.call(this);
	}
}
