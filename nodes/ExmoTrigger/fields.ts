/** Fields that several events have in common. */
import type { INodeProperties } from 'n8n-workflow';

/** One or several pairs, or all. */
export const pairsField: INodeProperties = {
	displayName: 'Pairs',
	name: 'pairs',
	type: 'string',
	default: '',
	placeholder: 'e.g. BTC_USD, ETH_USD',
	description: 'One or several, with commas between them; empty for all pairs that are listed',
};

export const sideField: INodeProperties = {
	displayName: 'Side',
	name: 'side',
	type: 'options',
	options: [
		{ name: 'Both', value: 'both' },
		{ name: 'Buy', value: 'buy' },
		{ name: 'Sell', value: 'sell' },
	],
	default: 'both',
};

/** How far a value has to go back before it counts again; `of` names what it is a part of. */
export const hysteresisField = (of: string): INodeProperties => ({
	displayName: 'Hysteresis (%)',
	name: 'hysteresis',
	type: 'string',
	default: '0.1',
	placeholder: 'e.g. 0.1',
	description: `How far it has to go back before it can trigger again, in percent of ${of}. Keeps a value that trembles on the line from triggering at every poll.`,
});

/** A decimal as text, so that no digit is lost. */
export const decimalField = (
	displayName: string,
	name: string,
	description: string,
	settings: Partial<INodeProperties> = {},
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 0.01',
	description,
	...settings,
});
