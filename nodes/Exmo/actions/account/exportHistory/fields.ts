import type { INodeProperties } from 'n8n-workflow';

import { limitFields } from '../../../../shared/fields/fields';
import { formatField } from './format';

/** An export is of everything, unless less is asked for. */
const wholeListFields: INodeProperties[] = limitFields.map((field) =>
	field.name === 'returnAll' ? { ...field, default: true } : field,
);

export const morePairsField: INodeProperties = {
	displayName: 'More Pairs',
	name: 'morePairs',
	type: 'string',
	default: '',
	placeholder: 'e.g. BTC_USD, ETH_USDT',
	description:
		'Pairs that are no longer listed, with commas between them: their trades are looked for, too. Listed pairs, and pairs of cancelled orders, are included by themselves.',
};

export const exportHistoryFields: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Items', value: 'items', description: 'One item a row, oldest first' },
			{
				name: 'CSV File',
				value: 'csv',
				description: 'One item with the file in the binary field "data", and what is in it',
			},
		],
		default: 'items',
	},
	formatField,
	{
		displayName: 'Include',
		name: 'include',
		type: 'multiOptions',
		options: [
			{ name: 'Cancelled Orders', value: 'cancelledOrders' },
			{ name: 'Own Trades', value: 'trades' },
			{ name: 'Wallet Operations', value: 'walletOperations' },
		],
		default: ['cancelledOrders', 'trades', 'walletOperations'],
	},
	...wholeListFields,
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'Only rows of this time or later. Empty: from the beginning.',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description:
			'Only rows of this time or earlier. Empty: up to now, but for the last two seconds.',
	},
	{
		displayName: 'Continue After',
		name: 'cursor',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1760000007/trade-812345678',
		description:
			'The cursor of the last row that you have: the export goes on behind it. Every item in the format EXMO, and the item of every CSV file, has a cursor. Empty: from the beginning.',
	},
	morePairsField,
];
