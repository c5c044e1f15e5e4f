import type { INodeProperties } from 'n8n-workflow';

import { formatDecimal, isZero, subtract, type Decimal } from '../../../../exmo/money/decimal';
import { estimateMarketOrder, readBook } from '../../../../exmo/market/estimate';
import { MAX_BOOK_LEVELS } from '../../../../exmo/market/lists';
import { choiceField } from '../../../shared/fields/choiceField';
import { pairField, requiredWith } from '../../../shared/fields/fields';
import { bookOf } from '../../../shared/exchange/pairs';
import type { Operation } from '../operation';
import { quantityField, sideField, totalField } from '../trading/fields';
import { rulesOf } from '../trading/plan';

const text = (value: Decimal | undefined): string => (value ? formatDecimal(value) : '');

const sizeInField = choiceField({
	displayName: 'Size In',
	name: 'sizeIn',
	type: 'options',
	options: [
		{
			name: 'Quantity',
			value: 'quantity',
			description: 'Of the base currency, e.g. BTC for BTC_USD',
		},
		{
			name: 'Total',
			value: 'total',
			description: 'To spend or to receive in the quote currency, e.g. USD for BTC_USD',
		},
	],
	default: 'quantity',
});

const sizeFields: INodeProperties[] = [
	sizeInField,
	...requiredWith(sizeInField, ['quantity'], quantityField),
	...requiredWith(sizeInField, ['total'], totalField),
];

export const estimateOrder: Operation = {
	name: 'Estimate Order',
	value: 'estimateOrder',
	action: 'Estimate a market order',
	description:
		'What a market order would get from the order book now: average and worst price, price impact, fee, and what nobody would fill. Nothing is sent.',
	fields: [pairField, sideField, ...sizeFields],
	async execute({ client, parameters }) {
		const side = parameters.choice(sideField);
		const byTotal = parameters.choice(sizeInField) === 'total';
		const size = byTotal
			? { amount: parameters.positiveDecimal('total') }
			: { quantity: parameters.positiveDecimal('quantity') };
		const rules = await rulesOf(client, parameters.pair());
		const { pair } = rules;
		const book = readBook(await bookOf(client, pair, MAX_BOOK_LEVELS));
		const estimate = estimateMarketOrder(book, side, size, rules.takerPercent);
		const received = side === 'buy' ? rules.base : rules.quote;
		return [
			{
				pair,
				side,
				quantity: formatDecimal(estimate.quantity),
				amount: formatDecimal(estimate.amount),
				averagePrice: text(estimate.averagePrice),
				bestPrice: text(estimate.bestPrice),
				worstPrice: text(estimate.worstPrice),
				midPrice: text(estimate.midPrice),
				priceImpactPercent: text(estimate.impactPercent),
				feePercent: formatDecimal(rules.takerPercent),
				feeAmount: formatDecimal(estimate.fee),
				feeCurrency: received,
				received: formatDecimal(subtract(estimate.received, estimate.fee)),
				receivedCurrency: received,
				unfilled: formatDecimal(estimate.unfilled),
				unfilledCurrency: byTotal ? rules.quote : rules.base,
				filledCompletely: isZero(estimate.unfilled),
			},
		];
	},
};
