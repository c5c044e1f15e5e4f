import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Fitting, Side } from '../../../../exmo/market/pairs';
import { withFigures } from '../../../shared/exchange/funds';
import type { Options } from '../../../shared/fields/options';
import { choice, type ItemParameters } from '../../../shared/fields/parameters';
import type { Operation } from '../operation';
import { createFields } from '../trading/fields';
import { readClientOrderId } from '../trading/ids';
import { placeOrder } from '../trading/place';
import {
	checkMaxOrderValue,
	planOrder,
	priceOrder,
	spendingOf,
	type OrderIntent,
	type OrderPlan,
	type OrderType,
	type TimeInForce,
} from '../trading/plan';
import { dryRunItem, orderJson } from '../trading/preview';

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

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create an order',
	description:
		'Place a limit or market order with real money. Amounts are checked against the rules of the pair before anything is sent.',
	fields: createFields,
	writes: true,
	async execute({ client, parameters, memory }) {
		const options = parameters.options();
		const clientOrderId = readClientOrderId(options);
		const maxOrderValue = options.positiveDecimal('maxOrderValue');
		const place = async (plan: OrderPlan) => {
			const recheck = async () => {
				if (maxOrderValue === undefined || plan.orderType === 'limit') return;
				checkMaxOrderValue((await priceOrder(client, plan)).value, maxOrderValue, plan.rules.quote);
			};
			const sending = placeOrder(client, memory, plan, clientOrderId, 'order', recheck);
			const placed = await withFigures(client, spendingOf(plan), sending);
			return [{ ...placed, ...orderJson(plan) }];
		};
		const sent = memory.alreadySent(ENDPOINTS.orderCreate.path);
		if (sent) return await place(sent.plan as OrderPlan);

		const isDryRun = parameters.flag('dryRun');
		const plan = await planOrder(client, readIntent(parameters, options));
		if (isDryRun || maxOrderValue !== undefined) {
			const pricing = await priceOrder(client, plan);
			checkMaxOrderValue(pricing.value, maxOrderValue, plan.rules.quote);
			if (isDryRun) return [await dryRunItem(client, plan, orderJson(plan), pricing)];
		}
		return await place(plan);
	},
};
