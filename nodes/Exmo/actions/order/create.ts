import type { IDataObject } from 'n8n-workflow';

import {
	compare,
	divide,
	formatDecimal,
	multiply,
	parseDecimal,
	type Decimal,
} from '../../../../exmo/decimal';
import { ENDPOINTS } from '../../../../exmo/endpoints';
import type { Fitting, Side } from '../../../../exmo/pairs';
import type { ExmoClient } from '../../../shared/client';
import { InvalidInput } from '../../../shared/nodeErrors';
import { choice, type ItemParameters } from '../../../shared/parameters';
import type { Row } from '../../../shared/rows';
import type { Operation } from '../operation';
import { createFields } from './fields';
import { placeOrder } from './place';
import {
	checkMaxOrderValue,
	planOrder,
	priceOrder,
	type OrderIntent,
	type OrderPlan,
	type OrderType,
	type Pricing,
	type TimeInForce,
} from './plan';

const CHOICES = {
	side: ['buy', 'sell'],
	orderType: ['limit', 'market', 'marketTotal'],
	timeInForce: ['gtc', 'post_only', 'ioc', 'fok'],
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

function readClientOrderId(options: IDataObject): string | undefined {
	if (options.clientOrderId === undefined) return undefined;
	const id = String(options.clientOrderId).trim();
	if (/^[1-9]\d{0,17}$/.test(id)) return id;
	throw new InvalidInput(
		`Client Order ID "${id}" is not a positive whole number of up to 18 digits.`,
	);
}

const text = (value: Decimal | undefined): string | undefined => value && formatDecimal(value);

/** The order as it is (or would be) sent, in the words of every other operation. */
const orderJson = (plan: OrderPlan): IDataObject => ({
	pair: plan.pair,
	side: plan.side,
	orderType: plan.orderType,
	quantity: text(plan.quantity),
	price: text(plan.price),
	total: text(plan.total),
	timeInForce: plan.timeInForce,
});

/** What Dry Run answers: nothing of it is sent. */
async function dryRun(client: ExmoClient, plan: OrderPlan, pricing: Pricing): Promise<IDataObject> {
	const { base, quote, takerPercent } = plan.rules;
	const isBuy = plan.side === 'buy';
	// Fees are taken from what is received (exmo-api/REST.md 10); the taker fee is the most it can be
	const received = isBuy ? pricing.quantity : pricing.value;
	const fee = received && divide(multiply(received, takerPercent), parseDecimal('100'), 8, 'up');
	const spent = isBuy ? pricing.value : pricing.quantity;
	const spentCurrency = isBuy ? quote : base;
	const { balances } = (await client.call(ENDPOINTS.userInfo)) as { balances?: Row };
	const free = parseDecimal(String(balances?.[spentCurrency] ?? '0'));
	return {
		dryRun: true,
		...orderJson(plan),
		wouldSend: Object.fromEntries(
			Object.entries(plan.params).filter(([, value]) => value !== undefined),
		) as IDataObject,
		value: formatDecimal(pricing.value),
		valueCurrency: quote,
		averagePrice: text(pricing.fill?.averagePrice),
		worstPrice: text(pricing.fill?.worstPrice),
		highestFee: text(fee),
		feeCurrency: isBuy ? base : quote,
		freeBalance: formatDecimal(free),
		freeBalanceCurrency: spentCurrency,
		balanceSuffices: spent ? compare(free, spent) >= 0 : undefined,
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
		const plan = await planOrder(client, readIntent(parameters, options));
		const isDryRun = parameters.flag('dryRun');
		const maxOrderValue = options.maxOrderValue;
		if (isDryRun || maxOrderValue !== undefined) {
			const pricing = await priceOrder(client, plan);
			if (maxOrderValue !== undefined) checkMaxOrderValue(plan, pricing, String(maxOrderValue));
			if (isDryRun) return [await dryRun(client, plan, pricing)];
		}
		const placed = await placeOrder(client, memory, plan, clientOrderId);
		return [{ ...placed, ...orderJson(plan) }];
	},
};
