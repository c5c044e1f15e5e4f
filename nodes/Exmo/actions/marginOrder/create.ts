import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../../exmo/money/amounts';
import { add, compare, formatDecimal, type Decimal } from '../../../../exmo/money/decimal';
import { feeOf } from '../../../../exmo/market/estimate';
import type { ExmoClient } from '../../../shared/exchange/client';
import { dryRunField, optionsField } from '../../../shared/fields/fields';
import { marginWallets } from '../../../../exmo/account/margin';
import { marginPairOf } from '../trading/marginPairs';
import type { ReadContext } from '../operation';
import {
	clientOrderIdOption,
	fittingOption,
	maxOrderValueOption,
	sideField,
} from '../trading/fields';
import { readClientOrderId } from '../trading/ids';
import { checkMaxOrderValue } from '../trading/plan';
import {
	amountFields,
	closingOnlyNotice,
	commentOption,
	expireOption,
	leverageField,
	marginPairField,
	marginTypeField,
} from '../trading/marginFields';
import { placedJson } from '../trading/place';
import { sentParams } from '../trading/sentParams';
import { writeOperation } from '../writeOperation';
import { placeMarginOrder, type ChosenMarginOrder } from './place';
import { marginFor, planMarginOrder, worthOf, type MarginPlan } from '../trading/marginPlan';

const text = (value: Decimal | undefined): string => (value ? formatDecimal(value) : '');

/** The order as it is (or would be) sent, in the words of every other operation. */
const orderJson = (plan: MarginPlan): IDataObject => ({
	pair: plan.rules.pair,
	side: plan.side,
	orderType: plan.orderType,
	quantity: text(plan.quantity),
	price: text(plan.price),
	stopPrice: text(plan.stopPrice),
	distance: text(plan.distance),
	leverage: text(plan.leverage),
});

/** What Dry Run answers: nothing of it is sent. Which currency margin fees are in is not documented: the quote is assumed. */
async function dryRunItem(
	client: ExmoClient,
	plan: MarginPlan,
	value: Decimal,
): Promise<IDataObject> {
	const { quote, takerPercent } = plan.rules;
	const margin = marginFor(value, plan.leverage);
	const fee = feeOf(value, takerPercent, 'up');
	const free = amountOf((await marginWallets(client.call))[quote]?.free);
	return {
		...orderJson(plan),
		wouldSend: sentParams(plan.params),
		value: formatDecimal(value),
		valueCurrency: quote,
		marginNeeded: formatDecimal(margin),
		highestFee: formatDecimal(fee),
		freeMargin: formatDecimal(free),
		freeMarginCurrency: quote,
		marginSuffices: compare(free, add(margin, fee)) >= 0,
	};
}

async function planMargin({ client, parameters }: ReadContext): Promise<ChosenMarginOrder> {
	const options = parameters.options();
	const clientOrderId = readClientOrderId(options);
	const fitting = options.choice(fittingOption) ?? 'fit';
	const maxOrderValue = options.positiveDecimal('maxOrderValue');
	const rules = await marginPairOf(client, parameters.pair());
	return { ...planMarginOrder(parameters, rules, fitting), clientOrderId, maxOrderValue };
}

export const create = writeOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a margin order',
	description:
		'Place a margin order with real, borrowed money; it opens a position, or closes one of the other direction. Amounts are checked against the rules of the pair first.',
	fields: [
		marginPairField,
		sideField,
		marginTypeField,
		closingOnlyNotice,
		...amountFields,
		leverageField,
		dryRunField,
		optionsField(
			clientOrderIdOption,
			commentOption,
			fittingOption,
			expireOption,
			maxOrderValueOption(
				'In the quote currency, leverage included. An order that is worth more is not sent; market orders and trailing stops are priced at the best price that EXMO shows.',
			),
		),
	],
	write: placeMarginOrder,
	plan: planMargin,
	dryRun: {
		price(_client, { quantity, side, rules, maxOrderValue, ...terms }): Decimal {
			const value = worthOf(quantity, terms, side, rules);
			checkMaxOrderValue(value, maxOrderValue, rules.quote);
			return value;
		},
		isLimited: ({ maxOrderValue }) => maxOrderValue !== undefined,
		item: dryRunItem,
	},
	item: (plan, written) => ({ ...placedJson(written), ...orderJson(plan) }),
});
