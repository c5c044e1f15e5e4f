/** From an item's fields to an order that fits the pair's rules, with its price, before anything is sent. */
import {
	compare,
	divide,
	formatDecimal,
	isZero,
	multiply,
	type Decimal,
} from '../../../../exmo/money/decimal';
import { MAX_BOOK_LEVELS } from '../../../../exmo/market/lists';
import { estimateMarketOrder, readBook, type Estimate } from '../../../../exmo/market/estimate';
import {
	checkLimits,
	isAboveMax,
	isBelowMin,
	fitDecimals,
	OrderDoesNotFit,
	QUANTITY_DECIMALS,
	type Fitting,
	type PairRules,
	type Side,
} from '../../../../exmo/market/pairs';
import type { Params } from '../../../../exmo/api/signing';
import type { ExmoClient } from '../../../shared/exchange/client';
import type { Spending } from '../../../shared/exchange/funds';
import { listedPair, bookOf } from '../../../shared/exchange/pairs';

type OrderType = 'limit' | 'market' | 'marketTotal';
type TimeInForce = 'gtc' | 'postOnly' | 'ioc' | 'fok';

/** EXMO's `exec_type`; an order that is good till cancelled has none (exmo-api/REST.md 3.2). */
const EXEC_TYPES: Record<TimeInForce, string | undefined> = {
	gtc: undefined,
	postOnly: 'post_only',
	ioc: 'ioc',
	fok: 'fok',
};

/** An order as the user asked for it. */
export interface OrderIntent {
	readonly pair: string;
	readonly side: Side;
	readonly orderType: OrderType;
	/** Base currency; all but market-by-total orders. */
	readonly quantity?: Decimal;
	/** Quote currency; limit orders. */
	readonly price?: Decimal;
	/** Quote currency; market-by-total orders. */
	readonly total?: Decimal;
	readonly timeInForce: TimeInForce;
	readonly fitting: Fitting;
}

/** An order that fits, ready to be sent. */
export interface OrderPlan extends OrderIntent {
	readonly rules: PairRules;
	/** The parameters of `order_create` but for the client order ID. */
	readonly params: Params;
}

/** What the user chose of an order beside its terms. */
export interface OrderChoices {
	/** The client order ID, if the user gave one. */
	readonly clientOrderId?: string;
	/** Quote currency; no limit where it is missing. */
	readonly maxOrderValue?: Decimal;
}

/** EXMO's `type` (exmo-api/REST.md 3.2). */
const WIRE_TYPES: Record<OrderType, (side: Side) => string> = {
	limit: (side) => side,
	market: (side) => `market_${side}`,
	marketTotal: (side) => `market_${side}_total`,
};

/** The pair's rules. @throws InvalidInput when it is not listed | ExmoError when they cannot be read */
export async function rulesOf(client: ExmoClient, pair: string): Promise<PairRules> {
	return (await listedPair(client, pair)).rules();
}

/** @throws InvalidInput | OrderDoesNotFit, with the limit and the nearest valid value */
export async function planOrder(client: ExmoClient, intent: OrderIntent): Promise<OrderPlan> {
	const rules = await rulesOf(client, intent.pair);
	const { pair, base, quote } = rules;
	const { side, fitting, orderType } = intent;
	const fit = (label: string, value: Decimal | undefined, decimals: number, up = false) =>
		value && fitDecimals(label, value, decimals, up ? 'up' : 'down', fitting);

	const quantity = fit('quantity', intent.quantity, QUANTITY_DECIMALS);
	const price = fit('price', intent.price, rules.pricePrecision, side === 'sell');
	const total = fit('total', intent.total, QUANTITY_DECIMALS);

	if (quantity) checkLimits('quantity', quantity, rules.quantity, base, pair);
	if (price) checkLimits('price', price, rules.price, quote, pair);
	if (total) checkLimits('total', total, rules.amount, quote, pair);
	if (quantity && price) checkAmount(quantity, price, rules);

	return {
		...intent,
		pair,
		quantity,
		price,
		total,
		rules,
		params: {
			pair,
			quantity: formatDecimal((total ?? quantity) as Decimal),
			price: price ? formatDecimal(price) : '0', // an empty price is refused with 50049
			type: WIRE_TYPES[orderType](side),
			exec_type: EXEC_TYPES[intent.timeInForce],
		},
	};
}

/** Price times quantity against the pair's limits; the nearest valid quantity is what helps. */
function checkAmount(quantity: Decimal, price: Decimal, rules: PairRules): void {
	const amount = multiply(quantity, price);
	const limits = rules.amount;
	const tell = (side: string, limit: Decimal, rounding: 'up' | 'down') => {
		const nearest = formatDecimal(divide(limit, price, QUANTITY_DECIMALS, rounding));
		throw new OrderDoesNotFit(
			`Quantity times price is ${formatDecimal(amount)} ${rules.quote}, ${side} ${formatDecimal(limit)} ${rules.quote} of ${rules.pair}. At this price the nearest valid quantity is ${nearest} ${rules.base}.`,
		);
	};
	if (isBelowMin(amount, limits)) tell('below the minimum', limits.min, 'up');
	if (isAboveMax(amount, limits)) tell('above the maximum', limits.max, 'down');
}

/** What the order takes out of the account; fees come out of what is received (exmo-api/REST.md 10). */
export function spendingOf({ side, quantity, price, total, rules }: OrderPlan): Spending {
	if (side === 'sell') return { currency: rules.base, amount: quantity };
	return {
		currency: rules.quote,
		amount: total ?? (quantity && price && multiply(quantity, price)),
	};
}

/** What the order is worth, and for a market order what it would meet in the book. */
export interface Pricing {
	/** Quote currency, before fees. */
	readonly value: Decimal;
	/** Base currency; undefined where only the book can tell and cannot. */
	readonly quantity?: Decimal;
	readonly estimate?: Estimate;
}

/** Prices the order: a limit order at its limit, a market order by walking the book. */
export async function priceOrder(client: ExmoClient, plan: OrderPlan): Promise<Pricing> {
	const { pair, side, quantity, price, total, rules } = plan;
	if (quantity && price) return { value: multiply(quantity, price), quantity };
	const estimate = estimateMarketOrder(
		readBook(await bookOf(client, pair, MAX_BOOK_LEVELS)),
		side,
		total ? { amount: total } : { quantity: quantity as Decimal },
		rules.takerPercent,
	);
	if (!isZero(estimate.unfilled)) {
		const unit = total ? rules.quote : rules.base;
		throw new OrderDoesNotFit(
			`The order book of ${pair} is too thin to price this order: ${formatDecimal(estimate.unfilled)} ${unit} of it would find nobody.`,
		);
	}
	return { value: total ?? estimate.amount, quantity: estimate.quantity, estimate };
}

/** @throws OrderDoesNotFit when the order is worth more than the user allows, if there is a limit; both in the quote currency */
export function checkMaxOrderValue(value: Decimal, max: Decimal | undefined, quote: string): void {
	if (max === undefined || compare(value, max) <= 0) return;
	throw new OrderDoesNotFit(
		`The order is worth ${formatDecimal(value)} ${quote}, more than the Max Order Value of ${formatDecimal(max)} ${quote}.`,
	);
}
