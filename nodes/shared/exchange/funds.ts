/** Figures for a refusal for want of money: how much was needed, and how much there is. */
import {
	add,
	formatDecimal,
	isPositive,
	isZero,
	subtract,
	type Decimal,
} from '../../../exmo/money/decimal';
import { readHoldings } from '../../../exmo/account/balances';
import { amountOf } from '../../../exmo/money/amounts';
import { ExmoError } from '../../../exmo/errors/errors';
import { worded } from '../../../credentials/wording';
import { WORDINGS } from '../errors/wording';
import type { ExmoClient } from './client';

/** What a request takes out of the account. */
export interface Spending {
	readonly currency: string;
	/** Undefined for a market order that only the order book could price. */
	readonly amount: Decimal | undefined;
}

/** The figures as EXMO has them now, after the refusal. */
async function figures(client: ExmoClient, { currency, amount }: Spending): Promise<string> {
	const holdings = await readHoldings(client.call);
	const [free, inOrders] = [holdings.free, holdings.reserved].map((by) => amountOf(by[currency]));
	const text = (value: Decimal) => `${formatDecimal(value)} ${currency}`;
	const there = isZero(inOrders)
		? `Free: ${text(free)}.`
		: `Free: ${text(free)}; in open orders: ${text(inOrders)}, together ${text(add(free, inOrders))}.`;
	if (!amount) return there;
	const missing = subtract(amount, free); // the balance may have changed since the refusal
	const shortBy = isPositive(missing) ? ` Short by ${text(missing)}.` : '';
	return `Needed: ${text(amount)}. ${there}${shortBy}`;
}

/**
 * The same promise; EXMO's "the balance is not sufficient" tells how much is missing. That takes one
 * more reading of the balances; when it fails, the refusal stays as it is.
 */
export async function withFigures<T>(
	client: ExmoClient,
	spending: Spending,
	sending: Promise<T>,
): Promise<T> {
	return await sending.catch(async (error: unknown) => {
		if (!(error instanceof ExmoError) || error.details.kind !== 'funds') throw error;
		const told = await figures(client, spending).catch(() => '');
		throw error.with({ advice: `${told} ${worded(error.details, WORDINGS).advice}`.trim() });
	});
}
