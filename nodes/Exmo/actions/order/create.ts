import type { ExmoClient } from '../../../shared/exchange/client';
import type { Options } from '../../../shared/fields/options';
import type { ItemParameters } from '../../../shared/fields/parameters';
import {
	createFields,
	fittingOption,
	orderTypeField,
	sideField,
	timeInForceOption,
} from '../trading/fields';
import { readClientOrderId } from '../trading/ids';
import { placedJson, placeOrder } from '../trading/place';
import {
	checkMaxOrderValue,
	planOrder,
	priceOrder,
	spendingOf,
	type OrderChoices,
	type OrderIntent,
	type OrderPlan,
	type Pricing,
} from '../trading/plan';
import { dryRunItem, orderJson } from '../trading/preview';
import { writeOperation } from '../writeOperation';

type ChosenOrder = OrderPlan & OrderChoices;

function readIntent(parameters: ItemParameters, options: Options): OrderIntent {
	const orderType = parameters.choice(orderTypeField);
	const isTotal = orderType === 'marketTotal';
	const timeInForce = options.choice(timeInForceOption) ?? 'gtc';
	return {
		pair: parameters.pair(),
		side: parameters.choice(sideField),
		orderType,
		quantity: isTotal ? undefined : parameters.positiveDecimal('quantity'),
		price: orderType === 'limit' ? parameters.positiveDecimal('price') : undefined,
		total: isTotal ? parameters.positiveDecimal('total') : undefined,
		timeInForce: orderType === 'limit' ? timeInForce : 'gtc',
		fitting: options.choice(fittingOption) ?? 'fit',
	};
}

/** Prices the order, and checks it against Max Order Value. */
async function price(client: ExmoClient, plan: ChosenOrder): Promise<Pricing> {
	const pricing = await priceOrder(client, plan);
	checkMaxOrderValue(pricing.value, plan.maxOrderValue, plan.rules.quote);
	return pricing;
}

export const create = writeOperation({
	name: 'Create',
	value: 'create',
	action: 'Create an order',
	description:
		'Place a limit or market order with real money. Amounts are checked against the rules of the pair before anything is sent.',
	fields: createFields,
	write: placeOrder,
	async plan({ client, parameters }): Promise<ChosenOrder> {
		const options = parameters.options();
		const clientOrderId = readClientOrderId(options);
		const maxOrderValue = options.positiveDecimal('maxOrderValue');
		const plan = await planOrder(client, readIntent(parameters, options));
		return { ...plan, clientOrderId, maxOrderValue };
	},
	dryRun: {
		price,
		isLimited: ({ maxOrderValue }) => maxOrderValue !== undefined,
		item: async (client, plan, pricing) => await dryRunItem(client, plan, orderJson(plan), pricing),
	},
	spending: spendingOf,
	item: (plan, written) => ({ ...placedJson(written), ...orderJson(plan) }),
});
