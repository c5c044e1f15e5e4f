/** An order as it was, or would be, sent: the words are those of every other operation. */
import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../../exmo/money/amounts';
import { compare, formatDecimal, type Decimal } from '../../../../exmo/money/decimal';
import { readHoldings } from '../../../../exmo/account/balances';
import { feeOf } from '../../../../exmo/market/estimate';
import type { PairRules, Side } from '../../../../exmo/market/pairs';
import type { Params } from '../../../../exmo/api/signing';
import type { ExmoClient } from '../../../shared/exchange/client';
import type { OrderPlan, Pricing } from './plan';
import { sentParams } from './sentParams';

const text = (value: Decimal | undefined): string | undefined => value && formatDecimal(value);

export const orderJson = (plan: OrderPlan): IDataObject => ({
	pair: plan.pair,
	side: plan.side,
	orderType: plan.orderType,
	quantity: text(plan.quantity) ?? '',
	price: text(plan.price) ?? '',
	total: text(plan.total) ?? '',
	...(plan.orderType === 'limit' && { timeInForce: plan.timeInForce }), // means nothing on others
});

export interface Planned {
	readonly side: Side;
	readonly rules: PairRules;
	readonly params: Params;
}

/** What Dry Run answers: nothing of it is sent. */
export async function dryRunItem(
	client: ExmoClient,
	{ side, rules, params }: Planned,
	json: IDataObject,
	{ value, quantity, estimate }: Pricing,
): Promise<IDataObject> {
	const { base, quote, takerPercent } = rules;
	const isBuy = side === 'buy';
	// Fees are taken from what is received (exmo-api/REST.md 10); the taker fee is the most it can be
	const received = isBuy ? quantity : value;
	const spent = isBuy ? value : quantity;
	const spentCurrency = isBuy ? quote : base;
	const free = amountOf((await readHoldings(client.call)).free[spentCurrency]);
	return {
		dryRun: true,
		...json,
		wouldSend: sentParams(params),
		value: formatDecimal(value),
		valueCurrency: quote,
		averagePrice: text(estimate?.averagePrice),
		worstPrice: text(estimate?.worstPrice),
		priceImpactPercent: text(estimate?.impactPercent),
		highestFee: received && formatDecimal(feeOf(received, takerPercent)),
		feeCurrency: isBuy ? base : quote,
		freeBalance: formatDecimal(free),
		freeBalanceCurrency: spentCurrency,
		balanceSuffices: spent ? compare(free, spent) >= 0 : undefined,
	};
}
