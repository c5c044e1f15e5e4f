import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../../exmo/money/amounts';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Side } from '../../../../exmo/market/pairs';
import type { Params } from '../../../../exmo/api/signing';
import type { Done } from '../../../../exmo/reconcile/attempts';
import {
	findOpenMarginOrder,
	reconcileMarginUpdate,
} from '../../../../exmo/reconcile/marginOrders';
import { clock } from '../../../shared/exchange/clock';
import { dryRunField, optionsField } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { nothing, type Write } from '../../../shared/exchange/write';
import { marginPairOf } from '../trading/marginPairs';
import type { ReadContext } from '../operation';
import { unpriced, writeOperation } from '../writeOperation';
import { fittingOption, maxOrderValueOption } from '../trading/fields';
import { orderField, readOrderId } from '../trading/ids';
import { checkMaxOrderValue } from '../trading/plan';
import { commentOption, expireOption } from '../trading/marginFields';
import { openMarginOrderItem } from '../../../shared/items/marginOrder';
import { missingMarginOrder } from './missing';
import { fitTerms, readExtras, wireTerms, worthOf } from '../trading/marginPlan';

const decimalOption = (displayName: string, name: string, description: string) => ({
	displayName,
	name,
	type: 'string' as const,
	default: '',
	placeholder: 'e.g. 30000',
	description,
});

/** An order as it is, and what of it is to be changed. */
interface Update {
	readonly orderId: string;
	readonly before: IDataObject;
	/** The parameters of `margin/user/order/update` but for the order ID. */
	readonly params: Params;
}

/** @throws InvalidInput | OrderDoesNotFit | ExmoError (notFound) */
async function planUpdate({ client, parameters }: ReadContext): Promise<Update> {
	const orderId = readOrderId(parameters);
	const options = parameters.options();
	const maxOrderValue = options.positiveDecimal('maxOrderValue');
	const fields = parameters.options('updateFields');
	const asked = {
		quantity: fields.positiveDecimal('quantity'),
		price: fields.positiveDecimal('price'),
		stopPrice: fields.positiveDecimal('stopPrice'),
		distance: fields.positiveDecimal('distance'),
		...readExtras(parameters, 'updateFields'),
	};
	if (Object.values(asked).every((value) => value === undefined)) {
		throw new InvalidInput('Update Fields is empty: there is nothing to change.');
	}
	const order = await findOpenMarginOrder(client.call, orderId);
	if (!order) throw missingMarginOrder(orderId);
	const before = openMarginOrderItem(order);
	const rules = await marginPairOf(client, String(before.pair));
	const side = before.side as Side;
	const terms = fitTerms(asked, rules, side, options.choice(fittingOption) ?? 'fit');
	if (maxOrderValue !== undefined) {
		const kept = (name: string) => (before[name] === '' ? undefined : amountOf(before[name]));
		const value = worthOf(
			terms.quantity ?? amountOf(before.remainingQuantity),
			{ price: terms.price ?? kept('price'), stopPrice: terms.stopPrice ?? kept('stopPrice') },
			side,
			rules,
		);
		checkMaxOrderValue(value, maxOrderValue, rules.quote);
	}
	return { orderId, before, params: wireTerms(terms) };
}

const changesOf = ({ params }: Update): IDataObject =>
	Object.fromEntries(
		Object.entries(params).filter(([, value]) => value !== undefined),
	) as IDataObject;

const updateOrder: Write<Update, undefined, Done> = {
	endpoint: ENDPOINTS.marginOrderUpdate,
	note: nothing,
	params: ({ plan: { orderId, params } }) => ({ order_id: orderId, ...params }),
	what: ({ plan: { orderId } }) => `the change of margin order ${orderId}`,
	howToCheck: () => 'Margin Order: Get Many Open shows the order as it is now.',
	readAnswer: () => 'done',
	reconcile: async (client, { plan: { orderId, params } }, effort) =>
		await reconcileMarginUpdate(client.urgentCall, clock, orderId, params, effort),
};

/** What the items of Dry Run and of the change have in common. */
const orderJson = ({ orderId, before: { pair, side, orderType } }: Update): IDataObject => ({
	...{ orderId, pair, side, orderType },
});

export const update = writeOperation({
	name: 'Update',
	value: 'update',
	action: 'Update a margin order',
	description:
		'Change quantity, prices, expiry or comment of an open margin order. What is not named stays as it is.',
	fields: [
		orderField('The open margin order to change', 'searchMarginOrders'),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				commentOption,
				decimalOption('Distance', 'distance', 'How far a trailing stop stays behind the price'),
				expireOption,
				decimalOption('Price', 'price', 'In the quote currency, e.g. USDT for BTC_USDT'),
				decimalOption('Quantity', 'quantity', 'In the base currency, e.g. BTC for BTC_USDT'),
				decimalOption('Stop Price', 'stopPrice', 'In the quote currency, e.g. USDT for BTC_USDT'),
			],
		},
		dryRunField,
		optionsField(
			fittingOption,
			maxOrderValueOption(
				'In the quote currency, leverage included. A change after which the order would be worth more is not sent.',
			),
		),
	],
	write: updateOrder,
	plan: planUpdate,
	dryRun: unpriced((_client, plan: Update) => ({
		...orderJson(plan),
		wouldSend: { order_id: plan.orderId, ...changesOf(plan) },
		before: plan.before,
	})),
	item: (plan, { reconciled }) => ({ ...orderJson(plan), changes: changesOf(plan), reconciled }),
});
