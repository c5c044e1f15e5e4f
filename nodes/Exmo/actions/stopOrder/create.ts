import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { formatDecimal, multiply, type Decimal } from '../../../../exmo/money/decimal';
import { checkLimits, fitDecimals, QUANTITY_DECIMALS } from '../../../../exmo/market/pairs';
import { dryRunField, optionsField, pairField } from '../../../shared/fields/fields';
import type { Spending } from '../../../shared/exchange/funds';
import type { ReadContext } from '../operation';
import {
	clientOrderIdOption,
	fittingOption,
	maxOrderValueOption,
	quantityField,
	sideField,
} from '../trading/fields';
import { readClientOrderId } from '../trading/ids';
import { placedJson, placeStopOrder } from '../trading/place';
import { checkMaxOrderValue, rulesOf, type OrderChoices, type Pricing } from '../trading/plan';
import { dryRunItem, type Planned } from '../trading/preview';
import { writeOperation } from '../writeOperation';

const fields: INodeProperties[] = [
	pairField,
	sideField,
	{ ...quantityField, required: true },
	{
		displayName: 'Trigger Price',
		name: 'triggerPrice',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 25000',
		description:
			'At this price the market order goes out, in the quote currency, e.g. USD for BTC_USD',
	},
	{
		displayName:
			'When the trigger price is reached, a market order takes whatever the book offers: on a thin book that can be far from the trigger price.',
		name: 'stopNotice',
		type: 'notice',
		default: '',
	},
	dryRunField,
	optionsField(
		clientOrderIdOption,
		fittingOption,
		maxOrderValueOption(
			'In the quote currency, at the trigger price. A stop order that is worth more is not sent.',
		),
	),
];

/** A stop order that fits the pair's rules. */
interface StopPlan extends Planned, OrderChoices {
	readonly pair: string;
	/** Base currency. */
	readonly quantity: Decimal;
	/** Quote currency. */
	readonly triggerPrice: Decimal;
}

/** @throws InvalidInput | OrderDoesNotFit, with the limit and the nearest valid value */
async function planStop({ client, parameters }: ReadContext): Promise<StopPlan> {
	const options = parameters.options();
	const clientOrderId = readClientOrderId(options);
	const fitting = options.choice(fittingOption) ?? 'fit';
	const maxOrderValue = options.positiveDecimal('maxOrderValue');
	const side = parameters.choice(sideField);
	const asked = {
		quantity: parameters.positiveDecimal('quantity'),
		triggerPrice: parameters.positiveDecimal('triggerPrice'),
	};
	const rules = await rulesOf(client, parameters.pair());
	const { pair } = rules;
	const quantity = fitDecimals('quantity', asked.quantity, QUANTITY_DECIMALS, 'down', fitting);
	// One step towards the price of today: it fires rather a trifle early than late
	const towards = side === 'buy' ? 'down' : 'up';
	const triggerPrice = fitDecimals(
		'trigger price',
		asked.triggerPrice,
		rules.pricePrecision,
		towards,
		fitting,
	);
	checkLimits('quantity', quantity, rules.quantity, rules.base, pair);
	checkLimits('trigger price', triggerPrice, rules.price, rules.quote, pair);
	return {
		...{ pair, side, rules, quantity, triggerPrice, clientOrderId, maxOrderValue },
		params: {
			pair,
			quantity: formatDecimal(quantity),
			trigger_price: formatDecimal(triggerPrice),
			type: side,
		},
	};
}

/** A purchase is reckoned at the trigger price. */
const spendingOf = ({ side, quantity, triggerPrice, rules }: StopPlan): Spending =>
	side === 'sell'
		? { currency: rules.base, amount: quantity }
		: { currency: rules.quote, amount: multiply(quantity, triggerPrice) };

const stopJson = ({ pair, side, quantity, triggerPrice }: StopPlan): IDataObject => ({
	pair,
	side,
	orderType: 'stopMarket',
	quantity: formatDecimal(quantity),
	price: '',
	triggerPrice: formatDecimal(triggerPrice),
});

export const create = writeOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a stop order',
	description:
		'Place a stop order with real money: a market order that goes out when the price reaches the trigger price. Amounts are checked against the rules of the pair first.',
	fields,
	write: placeStopOrder,
	plan: planStop,
	dryRun: {
		price(_client, { quantity, triggerPrice, rules, maxOrderValue }): Pricing {
			const value = multiply(quantity, triggerPrice);
			checkMaxOrderValue(value, maxOrderValue, rules.quote);
			return { value, quantity };
		},
		isLimited: ({ maxOrderValue }) => maxOrderValue !== undefined,
		item: async (client, plan, pricing) => await dryRunItem(client, plan, stopJson(plan), pricing),
	},
	spending: spendingOf,
	item: (plan, written) => ({ ...placedJson(written), ...stopJson(plan) }),
});
