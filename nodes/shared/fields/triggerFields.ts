/** Fields that both triggers have. */
import type { INodeProperties } from 'n8n-workflow';

import { choiceField } from './choiceField';

/** One or several pairs, or all. */
export const pairsField: INodeProperties = {
	displayName: 'Pairs',
	name: 'pairs',
	type: 'string',
	default: '',
	placeholder: 'e.g. BTC_USD, ETH_USD',
	description: 'One or several, with commas between them; empty for all pairs that are listed',
};

export const sideField = choiceField({
	displayName: 'Side',
	name: 'side',
	type: 'options',
	options: [
		{ name: 'Both', value: 'both' },
		{ name: 'Buy', value: 'buy' },
		{ name: 'Sell', value: 'sell' },
	],
	default: 'both',
});
