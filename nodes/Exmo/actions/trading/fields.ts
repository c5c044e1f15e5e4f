/** Fields of orders. Amounts are text, so that no digit is lost between the editor and EXMO. */
import type { INodeProperties } from 'n8n-workflow';

import { choiceField } from '../../../shared/fields/choiceField';
import { dryRunField, optionsField, pairField, requiredWith } from '../../../shared/fields/fields';

export const sideField = choiceField({
	displayName: 'Side',
	name: 'side',
	type: 'options',
	options: [
		{ name: 'Buy', value: 'buy', description: 'Buy the base currency, pay in the quote currency' },
		{ name: 'Sell', value: 'sell', description: 'Sell the base currency for the quote currency' },
	],
	default: 'buy',
});

export const orderTypeField = choiceField({
	displayName: 'Order Type',
	name: 'orderType',
	type: 'options',
	options: [
		{ name: 'Limit', value: 'limit', description: 'At this price or better; may wait in the book' },
		{
			name: 'Market',
			value: 'market',
			description: 'At once, at whatever the book offers, for a quantity of the base currency',
		},
		{
			name: 'Market by Total',
			value: 'marketTotal',
			description: 'At once, for a total to spend (buy) or to receive (sell) in the quote currency',
		},
	],
	default: 'limit',
});

export const quantityField: INodeProperties = {
	displayName: 'Quantity',
	name: 'quantity',
	type: 'string',
	default: '',
	placeholder: 'e.g. 0.001',
	description: 'In the base currency, e.g. BTC for BTC_USD',
};

export const totalField: INodeProperties = {
	displayName: 'Total',
	name: 'total',
	type: 'string',
	default: '',
	placeholder: 'e.g. 100',
	description:
		'What to spend (buy) or to receive (sell), in the quote currency, e.g. USD for BTC_USD',
};

const amountFields: INodeProperties[] = [
	...requiredWith(orderTypeField, ['limit', 'market'], quantityField),
	...requiredWith(orderTypeField, ['limit'], {
		displayName: 'Price',
		name: 'price',
		type: 'string',
		default: '',
		placeholder: 'e.g. 30000',
		description: 'Per unit of the base currency, in the quote currency, e.g. USD for BTC_USD',
	}),
	...requiredWith(orderTypeField, ['marketTotal'], totalField),
];

const marketNotice: INodeProperties = {
	displayName:
		'A market order takes whatever the book offers. On a thin book that can be far from the last price: try Dry Run first, or set Max Order Value.',
	name: 'marketNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { orderType: ['market', 'marketTotal'] } },
};

export const clientOrderIdOption: INodeProperties = {
	displayName: 'Client Order ID',
	name: 'clientOrderId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1700000042',
	description:
		'A positive whole number of your own, to find the order by. Not added: a new one is made for each order.',
};

export const fittingOption = choiceField({
	displayName: 'Decimals',
	name: 'fitting',
	type: 'options',
	options: [
		{
			name: 'Fit to the Pair',
			value: 'fit',
			description: 'Quantities go down, a buy price goes down, a sell price goes up',
		},
		{ name: 'Refuse', value: 'refuse', description: 'Send nothing and name the nearest value' },
	],
	default: 'fit',
	description: 'What to do with a number that has more decimals than the pair allows',
});

export const maxOrderValueOption = (description: string): INodeProperties => ({
	displayName: 'Max Order Value',
	name: 'maxOrderValue',
	type: 'string',
	default: '',
	placeholder: 'e.g. 500',
	description,
});

export const timeInForceOption = choiceField({
	displayName: 'Time in Force',
	name: 'timeInForce',
	type: 'options',
	options: [
		{
			name: 'Fill or Kill (FOK)',
			value: 'fok',
			description: 'All at once or nothing',
		},
		{
			name: 'Good Till Cancelled (GTC)',
			value: 'gtc',
			description: 'Stays in the book until it is filled or cancelled',
		},
		{
			name: 'Immediate or Cancel (IOC)',
			value: 'ioc',
			description: 'What can be filled at once; the rest is cancelled',
		},
		{
			name: 'Post Only',
			value: 'postOnly',
			description: 'Only as a maker: refused if it would be filled at once',
		},
	],
	default: 'gtc',
	description: 'How long the order stays. Limit orders only.',
	displayOptions: { show: { '/orderType': ['limit'] } },
});

const orderOptions: INodeProperties = optionsField(
	clientOrderIdOption,
	fittingOption,
	maxOrderValueOption(
		'In the quote currency. An order that is worth more is not sent; a market order is priced by the order book first.',
	),
	timeInForceOption,
);

export const createFields: INodeProperties[] = [
	pairField,
	sideField,
	orderTypeField,
	marketNotice,
	...amountFields,
	dryRunField,
	orderOptions,
];
