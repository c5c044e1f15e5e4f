import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../../exmo/money/amounts';
import { compare, parseDecimal } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { openMarginOrders } from '../../../../exmo/account/margin';
import type { Call } from '../../../../exmo/api/call';
import type { Fitting, Side } from '../../../../exmo/market/pairs';
import type { Params } from '../../../../exmo/api/signing';
import type { ExmoClient } from '../../../shared/exchange/client';
import { dryRunField, optionsField } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import type { ItemParameters } from '../../../shared/fields/parameters';
import type { Row } from '../../../../exmo/api/rows';
import { lookAgain, write, type LookUp } from '../../../shared/exchange/write';
import { marginPairOf } from '../trading/marginPairs';
import type { Operation } from '../operation';
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
	readonly before: IDataObject;
	/** The parameters of `margin/user/order/update` but for the order ID. */
	readonly params: Params;
}

const findOpen = async (call: Call, orderId: string): Promise<Row | undefined> =>
	(await openMarginOrders(call)).find((row) => String(row.order_id) === orderId);

/** @throws InvalidInput | OrderDoesNotFit | ExmoError (notFound) */
async function planUpdate(
	client: ExmoClient,
	parameters: ItemParameters,
	orderId: string,
): Promise<Update> {
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
	const order = await findOpen(client.ask, orderId);
	if (!order) throw missingMarginOrder(orderId);
	const before = openMarginOrderItem(order);
	const rules = await marginPairOf(client, String(before.pair));
	const side = before.side as Side;
	const terms = fitTerms(
		asked,
		rules,
		side,
		options.choice<Fitting>('fitting', ['fit', 'refuse']) ?? 'fit',
	);
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
	return { before, params: wireTerms(terms) };
}

const sent = (params: Params): Array<[string, Params[string]]> =>
	Object.entries(params).filter(([, value]) => value !== undefined);

/** Whether the open order has every term that was asked for. */
const isUpdated = (row: Row, params: Params): boolean =>
	sent(params).every(([name, value]) =>
		['comment', 'expire'].includes(name)
			? String(row[name]) === String(value)
			: compare(amountOf(row[name]), parseDecimal(String(value))) === 0,
	);

async function lookForUpdate(client: ExmoClient, orderId: string, params: Params): Promise<LookUp> {
	const row = await findOpen(client.lookUp, orderId).catch(() => null);
	if (row === null) return { lookedAt: 'The open margin orders could not be read.' };
	if (row === undefined) return { lookedAt: 'The order is no longer open.' };
	return isUpdated(row, params)
		? { answer: {} }
		: { lookedAt: 'The order has not been changed so far.', isAbsent: true };
}

export const update: Operation = {
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
	writes: true,
	async execute({ client, parameters, memory }) {
		const orderId = readOrderId(parameters);
		const { path } = ENDPOINTS.marginOrderUpdate;
		const plan =
			(memory.alreadySent(path)?.plan as Update | undefined) ??
			(await planUpdate(client, parameters, orderId));
		const { before, params } = plan;
		const changes = Object.fromEntries(sent(params)) as IDataObject;
		const { pair, side, orderType } = before;
		if (parameters.flag('dryRun')) {
			const wouldSend = { order_id: orderId, ...changes };
			return [{ dryRun: true, orderId, pair, side, orderType, wouldSend, before }];
		}
		const record = memory.next(path);
		record.plan = plan;
		const { reconciled } = await write(client, record, {
			endpoint: ENDPOINTS.marginOrderUpdate,
			params: { order_id: orderId, ...params },
			what: `the change of margin order ${orderId}`,
			howToCheck: 'Margin Order: Get Many Open shows the order as it is now.',
			lookUp: async (effort) =>
				await lookAgain(effort, async () => await lookForUpdate(client, orderId, params)),
		});
		return [{ orderId, pair, side, orderType, changes, reconciled }];
	},
};
