import type { Fitting, Side } from '../../../../exmo/market/pairs';
import type { ExmoClient } from '../../../shared/exchange/client';
import type { Options } from '../../../shared/fields/options';
import { choice, type ItemParameters } from '../../../shared/fields/parameters';
import { createFields } from '../trading/fields';
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
	type OrderType,
	type Pricing,
	type TimeInForce,
} from '../trading/plan';
import { dryRunItem, orderJson } from '../trading/preview';
import { writeOperation } from '../writeOperation';

type ChosenOrder = OrderPlan & OrderChoices;

const CHOICES = {
	side: ['buy', 'sell'],
	orderType: ['limit', 'market', 'marketTotal'],
	timeInForce: ['gtc', 'postOnly', 'ioc', 'fok'],
} as const;

function readIntent(parameters: ItemParameters, options: Options): OrderIntent {
	const orderType: OrderType = choice(
		'Order Type',
		parameters.text('orderType'),
		CHOICES.orderType,
	);
	const isTotal = orderType === 'marketTotal';
	const timeInForce: TimeInForce = options.choice('timeInForce', CHOICES.timeInForce) ?? 'gtc';
	return {
		pair: parameters.pair(),
		side: choice<Side>('Side', parameters.text('side'), CHOICES.side),
		orderType,
		quantity: isTotal ? undefined : parameters.positiveDecimal('quantity', 'Quantity'),
		price: orderType === 'limit' ? parameters.positiveDecimal('price', 'Price') : undefined,
		total: isTotal ? parameters.positiveDecimal('total', 'Total') : undefined,
		timeInForce: orderType === 'limit' ? timeInForce : 'gtc',
		fitting: options.choice<Fitting>('fitting', ['fit', 'refuse']) ?? 'fit',
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
