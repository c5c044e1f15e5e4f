import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { codeAmong } from '../../../../exmo/market/codes';
import { compare, formatDecimal, type Decimal } from '../../../../exmo/money/decimal';
import { orderState } from '../../../../exmo/account/orderState';
import { tradesOfOrder } from '../../../../exmo/account/lists';
import { OrderDoesNotFit, type ListedPair } from '../../../../exmo/market/pairs';
import type { ExmoClient } from '../../../shared/exchange/client';
import { currencyField, dryRunField, optionsField } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import type { ReadContext } from '../operation';
import { clientOrderIdOption, maxOrderValueOption } from '../trading/fields';
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
	type Pricing,
} from '../trading/plan';
import { dryRunItem, orderJson } from '../trading/preview';
import { feesJson } from '../../../shared/items/orderState';
import { writeOperation } from '../writeOperation';

/** A market order, and how far its price may be from the middle of the book, in percent. */
interface Conversion extends OrderPlan, OrderChoices {
	readonly maxPriceImpact: Decimal;
}

const fields: INodeProperties[] = [
	currencyField('fromCurrency', 'What to give away, e.g. BTC', 'From Currency'),
	currencyField('toCurrency', 'What to get, e.g. USDC', 'To Currency'),
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 0.5',
		description: 'How much to give away, in the From Currency',
	},
	{
		displayName: 'Max Price Impact (%)',
		name: 'maxPriceImpact',
		type: 'string',
		default: '1',
		required: true,
		placeholder: 'e.g. 1',
		description:
			'How far the average price may be from the middle of the order book. A conversion that would cost more is not sent. Order: Create sells and buys without this limit.',
	},
	dryRunField,
	optionsField(
		clientOrderIdOption,
		maxOrderValueOption(
			'In the quote currency of the pair, e.g. USDC for BTC_USDC. An order that is worth more is not sent.',
		),
	),
];

/** What `from` can be changed into directly. */
const partnersOf = (pairs: ReadonlyMap<string, ListedPair>, currency: string): string[] =>
	[...pairs.values()]
		.filter(({ base, quote }) => base === currency || quote === currency)
		.map(({ base, quote }) => (base === currency ? quote : base));

/** No pair joins the two: names the way round, if there is one. */
function noPair(pairs: ReadonlyMap<string, ListedPair>, from: string, to: string): InvalidInput {
	const partners = partnersOf(pairs, from);
	const between = partners.filter((partner) => partnersOf(pairs, to).includes(partner));
	return new InvalidInput(
		between.length > 0
			? `No pair joins ${from} and ${to} directly. Convert in two steps, by way of ${between.join(' or ')}.`
			: partners.length > 0
				? `No pair joins ${from} and ${to} directly. ${from} can be converted into ${partners.join(', ')}.`
				: `No listed pair has ${from}.`,
	);
}

/** A sale of the base currency, or a purchase for a total in the quote currency. @throws InvalidInput */
function intentOf(
	pairs: ReadonlyMap<string, ListedPair>,
	from: string,
	to: string,
	amount: Decimal,
): OrderIntent {
	if (from === to) throw new InvalidInput(`From and To Currency are both ${from}.`);
	const common = { timeInForce: 'gtc', fitting: 'fit' } as const;
	const [sale, purchase] = [`${from}_${to}`, `${to}_${from}`];
	if (pairs.has(sale)) {
		return { ...common, pair: sale, side: 'sell', orderType: 'market', quantity: amount };
	}
	if (pairs.has(purchase)) {
		return { ...common, pair: purchase, side: 'buy', orderType: 'marketTotal', total: amount };
	}
	throw noPair(pairs, from, to);
}

/** @throws OrderDoesNotFit when the price would be further from the middle than allowed, or nobody can tell */
function checkImpact({ pair, maxPriceImpact: max }: Conversion, { estimate }: Pricing): void {
	const impact = estimate?.impactPercent;
	if (!impact) {
		throw new OrderDoesNotFit(
			`One side of the order book of ${pair} is empty, so the price impact is not known. A market order of Order: Create has no such limit.`,
		);
	}
	if (compare(impact, max) <= 0) return;
	throw new OrderDoesNotFit(
		`The average price would be ${formatDecimal(impact)} % away from the middle of the order book of ${pair}, more than the Max Price Impact of ${formatDecimal(max)} %.`,
	);
}

/** As EXMO spells them. */
const currenciesOf = ({ side, rules: { base, quote } }: OrderPlan): IDataObject =>
	side === 'sell'
		? { fromCurrency: base, toCurrency: quote }
		: { fromCurrency: quote, toCurrency: base };

/** What EXMO shows of the trades already; the order is done either way, so trouble here is no failure. */
async function outcome(client: ExmoClient, plan: OrderPlan, orderId: string): Promise<IDataObject> {
	const trades = await tradesOfOrder(client.call, orderId).catch(() => []);
	const { filledQuantity, filledAmount, averagePrice, fees } = orderState(trades);
	if (!averagePrice) return { spent: '', received: '', averagePrice: '', fees: [] };
	const [spent, received] =
		plan.side === 'sell' ? [filledQuantity, filledAmount] : [filledAmount, filledQuantity];
	return {
		spent: formatDecimal(spent),
		received: formatDecimal(received),
		averagePrice: formatDecimal(averagePrice),
		fees: feesJson(fees),
	};
}

/** Prices the conversion, and checks it against Max Price Impact and Max Order Value. */
async function price(client: ExmoClient, plan: Conversion): Promise<Pricing> {
	const pricing = await priceOrder(client, plan);
	checkImpact(plan, pricing);
	checkMaxOrderValue(pricing.value, plan.maxOrderValue, plan.rules.quote);
	return pricing;
}

async function planConversion({ client, parameters }: ReadContext): Promise<Conversion> {
	const asked = [parameters.currency('fromCurrency'), parameters.currency('toCurrency')];
	const amount = parameters.positiveDecimal('amount');
	const maxPriceImpact = parameters.positiveDecimal('maxPriceImpact');
	const options = parameters.options();
	const maxOrderValue = options.positiveDecimal('maxOrderValue');
	const clientOrderId = readClientOrderId(options);
	const pairs = await client.pairs();
	const codes = new Set([...pairs.values()].flatMap(({ base, quote }) => [base, quote]));
	const [from, to] = asked.map((code) => codeAmong(codes, code) ?? code);
	const plan = await planOrder(client, intentOf(pairs, from, to, amount));
	return { ...plan, clientOrderId, maxOrderValue, maxPriceImpact };
}

export const convert = writeOperation({
	name: 'Convert',
	value: 'convert',
	action: 'Convert a currency into another',
	description:
		'Change an amount of one currency into another at once, with a market order on the pair that joins them. Nothing is sent if the price would be worse than Max Price Impact allows.',
	fields,
	write: placeOrder,
	plan: planConversion,
	dryRun: {
		price,
		isLimited: () => true,
		item: async (client, plan, pricing) =>
			await dryRunItem(client, plan, { ...currenciesOf(plan), ...orderJson(plan) }, pricing),
	},
	spending: spendingOf,
	item: async (plan, written, client) => ({
		...placedJson(written),
		...currenciesOf(plan),
		...orderJson(plan),
		...(await outcome(client, plan, written.answer)),
	}),
});
