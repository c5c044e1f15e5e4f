import type { INodeProperties } from 'n8n-workflow';

import { currencyField, optionsField } from '../../../../shared/fields/fields';

const destinationsField: INodeProperties = {
	displayName: 'Destinations',
	name: 'destinations',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add destination',
	default: {},
	description:
		'Where each currency may go. With none, every network that is open counts. With some, only these currencies are withdrawn, and others are converted into them.',
	options: [
		{
			displayName: 'Destination',
			name: 'destination',
			values: [
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. USDC',
					description: 'The currency that goes there',
				},
				{
					displayName: 'Network',
					name: 'network',
					type: 'string',
					default: '',
					placeholder: 'e.g. ERC20',
					description: 'The network that the address belongs to; empty for any',
				},
				{
					displayName: 'Address',
					name: 'address',
					type: 'string',
					default: '',
					description: 'Where it goes; handed on in the output, for Wallet: Withdraw',
				},
				{
					displayName: 'Address Tag',
					name: 'tag',
					type: 'string',
					default: '',
					description: 'Tag, memo or payment ID, where the receiver names one',
				},
			],
		},
	],
};

export const planExitFields: INodeProperties[] = [
	{
		...currencyField(
			'valueCurrency',
			'In which to count what everything is worth, e.g. USDC. Empty: the currency that most listed pairs are priced in.',
			'Value In',
		),
		required: false,
	},
	destinationsField,
	{
		displayName: 'Allow Conversion',
		name: 'allowConversion',
		type: 'boolean',
		default: true,
		description:
			'Whether converting counts as a way out. Off: a currency leaves as it is, or waits.',
	},
	optionsField({
		displayName: 'Max Price Impact (%)',
		name: 'maxPriceImpact',
		type: 'string',
		default: '',
		placeholder: 'e.g. 15',
		description:
			'How far the average price of each order may be from the middle of its order book. A conversion that would cost more does not count as a way out.',
	}),
];
