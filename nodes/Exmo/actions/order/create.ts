import type { IDataObject } from 'n8n-workflow';

import { ENDPOINTS } from '../../../../exmo/endpoints';
import type { Fitting, Side } from '../../../../exmo/pairs';
import { choice, type ItemParameters } from '../../../shared/parameters';
import type { Operation } from '../operation';
import { createFields } from './fields';
import { readClientOrderId } from './ids';
import { placeOrder } from './place';
import {
	checkMaxOrderValue,
	planOrder,
	priceOrder,
	type OrderIntent,
	type OrderPlan,
	type OrderType,
	type TimeInForce,
} from './plan';
import { dryRunItem, orderJson } from './preview';

const CHOICES = {
	side: ['buy', 'sell'],
	orderType: ['limit', 'market', 'marketTotal'],
	timeInForce: ['gtc', 'postOnly', 'ioc', 'fok'],
} as const;

function readIntent(parameters: ItemParameters, options: IDataObject): OrderIntent {
	const orderType: OrderType = choice(
		'Order Type',
		parameters.text('orderType'),
		CHOICES.orderType,
	);
	const isTotal = orderType === 'marketTotal';
	const timeInForce: TimeInForce = choice(
		'Time in Force',
		String(options.timeInForce ?? 'gtc'),
		CHOICES.timeInForce,
	);
	return {
		pair: parameters.pair(),
		side: choice<Side>('Side', parameters.text('side'), CHOICES.side),
		orderType,
		quantity: isTotal ? undefined : parameters.positiveDecimal('quantity', 'Quantity'),
		price: orderType === 'limit' ? parameters.positiveDecimal('price', 'Price') : undefined,
		total: isTotal ? parameters.positiveDecimal('total', 'Total') : undefined,
		timeInForce: orderType === 'limit' ? timeInForce : 'gtc',
		fitting: choice<Fitting>('Decimals', String(options.fitting ?? 'fit'), ['fit', 'refuse']),
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
		const place = async (plan: OrderPlan) => {
			const placed = await placeOrder(client, memory, plan, clientOrderId);
			return [{ ...placed, ...orderJson(plan) }];
		};
		const sent = memory.alreadySent(ENDPOINTS.orderCreate.path);
		if (sent) return await place(sent.plan as OrderPlan);

		const plan = await planOrder(client, readIntent(parameters, options));
		const isDryRun = parameters.flag('dryRun');
		const { maxOrderValue } = options;
		if (isDryRun || maxOrderValue !== undefined) {
			const pricing = await priceOrder(client, plan);
			if (maxOrderValue !== undefined) {
				checkMaxOrderValue(pricing.value, String(maxOrderValue), plan.rules.quote);
			}
			if (isDryRun) return [await dryRunItem(client, plan, orderJson(plan), pricing)];
		}
		return await place(plan);
	},
};
