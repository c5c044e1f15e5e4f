import { formatDecimal } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { pairField } from '../../../shared/fields/fields';
import { listedPair } from '../../../shared/exchange/pairs';
import { decimalText } from '../../../shared/items/rows';
import type { Operation } from '../operation';

export const getRequiredAmount: Operation = {
	name: 'Get Required Amount',
	value: 'getRequiredAmount',
	action: 'Get the required amount for a purchase',
	description:
		'What EXMO says a purchase of a quantity would cost at the prices of this moment, before fees. For sales, fees and price impact: Estimate Order.',
	fields: [
		pairField,
		{
			displayName: 'Quantity',
			name: 'quantity',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 0.001',
			description: 'How much to buy, in the base currency, e.g. BTC for BTC_USD',
		},
	],
	async execute({ client, parameters }) {
		const asked = formatDecimal(parameters.positiveDecimal('quantity'));
		const { pair } = await listedPair(client, parameters.pair());
		const reply = await client.call(ENDPOINTS.requiredAmount, { pair, quantity: asked });
		const { quantity, amount, avg_price: averagePrice } = reply;
		return [
			{
				pair,
				askedQuantity: asked,
				quantity: decimalText(quantity),
				amount: decimalText(amount),
				averagePrice: decimalText(averagePrice),
			},
		];
	},
};
