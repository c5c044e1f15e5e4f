import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { formatDecimal, multiply, type Decimal } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import {
	checkLimits,
	fitDecimals,
	QUANTITY_DECIMALS,
	type Fitting,
	type Side,
} from '../../../../exmo/market/pairs';
import type { ExmoClient } from '../../../shared/exchange/client';
import { dryRunField, optionsField, pairField } from '../../../shared/fields/fields';
import { withFigures, type Spending } from '../../../shared/exchange/funds';
import type { ItemParameters } from '../../../shared/fields/parameters';
import type { Operation } from '../operation';
import {
	clientOrderIdOption,
	fittingOption,
	maxOrderValueOption,
	sideField,
} from '../trading/fields';
import { readClientOrderId } from '../trading/ids';
import { placeOrder, type Placeable } from '../trading/place';
import { checkMaxOrderValue, rulesOf } from '../trading/plan';
import { dryRunItem, type Planned } from '../trading/preview';

const fields: INodeProperties[] = [
	pairField,
	sideField,
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 0.001',
		description: 'In the base currency, e.g. BTC for BTC_USD',
	},
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
interface StopPlan extends Placeable, Planned {
	/** Base currency. */
	readonly quantity: Decimal;
	/** Quote currency. */
	readonly triggerPrice: Decimal;
}

/** @throws InvalidInput | OrderDoesNotFit, with the limit and the nearest valid value */
async function planStop(
	client: ExmoClient,
	parameters: ItemParameters,
	fitting: Fitting,
): Promise<StopPlan> {
	const side = parameters.choice<Side>('side', 'Side', ['buy', 'sell']);
	const asked = {
		quantity: parameters.positiveDecimal('quantity', 'Quantity'),
		triggerPrice: parameters.positiveDecimal('triggerPrice', 'Trigger Price'),
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
		pair,
		side,
		rules,
		quantity,
		triggerPrice,
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

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a stop order',
	description:
		'Place a stop order with real money: a market order that goes out when the price reaches the trigger price. Amounts are checked against the rules of the pair first.',
	fields,
	writes: true,
	async execute({ client, parameters, memory }) {
		const options = parameters.options();
		const clientOrderId = readClientOrderId(options);
		const place = async (plan: StopPlan) => {
			const sending = placeOrder(client, memory, plan, clientOrderId, 'stop');
			const placed = await withFigures(client, spendingOf(plan), sending);
			return [{ ...placed, ...stopJson(plan) }];
		};
		const sent = memory.alreadySent(ENDPOINTS.stopMarketOrderCreate.path);
		if (sent) return await place(sent.plan as StopPlan);

		const fitting = options.choice<Fitting>('fitting', ['fit', 'refuse']) ?? 'fit';
		const plan = await planStop(client, parameters, fitting);
		const { quantity, triggerPrice, rules } = plan;
		const value = multiply(quantity, triggerPrice);
		checkMaxOrderValue(value, options.positiveDecimal('maxOrderValue'), rules.quote);
		if (!parameters.flag('dryRun')) return await place(plan);
		return [await dryRunItem(client, plan, stopJson(plan), { value, quantity })];
	},
};
