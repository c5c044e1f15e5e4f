/** Fields of margin orders. Amounts are text, so that no digit is lost between the editor and EXMO. */
import type { INodeProperties } from 'n8n-workflow';

import { choiceField } from '../../../shared/fields/choiceField';
import { pickerField, requiredWith } from '../../../shared/fields/fields';

export const marginPairField = pickerField(
	{
		displayName: 'Pair',
		name: 'pair',
		description: 'Base and quote currency, e.g. BTC_USDT: bitcoin, priced in USDT',
	},
	'searchMarginPairs',
	{ displayName: 'Name', name: 'name', placeholder: 'e.g. BTC_USDT' },
);

/** EXMO.com's notice of July 2026 (exmo-api/REST.md 0.3). */
export const closingOnlyNotice: INodeProperties = {
	displayName:
		'EXMO.com announced in July 2026 that margin positions can only be closed. Margin can lose more than a market order: try Dry Run first.',
	name: 'marginNotice',
	type: 'notice',
	default: '',
};

export const marginTypeField = choiceField({
	displayName: 'Order Type',
	name: 'orderType',
	type: 'options',
	options: [
		{ name: 'Limit', value: 'limit', description: 'At this price or better; may wait in the book' },
		{ name: 'Market', value: 'market', description: 'At once, at whatever the book offers' },
		{
			name: 'Stop',
			value: 'stop',
			description: 'A market order that goes out at the stop price',
		},
		{
			name: 'Stop Limit',
			value: 'stopLimit',
			description: 'A limit order that goes out at the stop price',
		},
		{
			name: 'Trailing Stop',
			value: 'trailingStop',
			description: 'A market order whose trigger follows the price at a distance',
		},
	],
	default: 'limit',
});

export const leverageField: INodeProperties = {
	displayName: 'Leverage',
	name: 'leverage',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 2',
	description:
		'How many times its margin the position is worth; Margin Market: Get Many Pairs shows the most a pair allows',
};

export const priceFields: INodeProperties[] = requiredWith(
	marginTypeField,
	['limit', 'stopLimit'],
	{
		displayName: 'Price',
		name: 'price',
		type: 'string',
		default: '',
		placeholder: 'e.g. 30000',
		description: 'Per unit of the base currency, in the quote currency, e.g. USDT for BTC_USDT',
	},
);

export const amountFields: INodeProperties[] = [
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 0.01',
		description: 'In the base currency, e.g. BTC for BTC_USDT',
	},
	...priceFields,
	...requiredWith(marginTypeField, ['stop', 'stopLimit'], {
		displayName: 'Stop Price',
		name: 'stopPrice',
		type: 'string',
		default: '',
		placeholder: 'e.g. 29000',
		description: 'At this price the order goes out, in the quote currency, e.g. USDT for BTC_USDT',
	}),
	...requiredWith(marginTypeField, ['trailingStop'], {
		displayName: 'Distance',
		name: 'distance',
		type: 'string',
		default: '',
		placeholder: 'e.g. 100',
		description:
			'How far the trigger stays behind the price. EXMO does not document whether this is a price or a percentage.',
	}),
];

export const commentOption: INodeProperties = {
	displayName: 'Comment',
	name: 'comment',
	type: 'string',
	default: '',
	description: 'Up to 50 Latin letters, spaces and underscores',
};

export const expireOption: INodeProperties = {
	displayName: 'Expires At',
	name: 'expire',
	type: 'dateTime',
	default: '',
	description: 'When EXMO cancels what is still open. Not added: never.',
};
