import { grouped } from '../grouped.mts';
import type { Call, PublicMethod } from '../method.mts';
import type { Instrument } from '../../exchange/core.mts';
import { seconds } from '../../exchange/clock.mts';
import { floor8, text, ZERO } from '../../exchange/money.mts';
import type { Resting } from '../../exchange/orderBook.mts';
import { refuse } from '../../exchange/refusal.mts';
import { tickerRow } from '../../wire/marketRows.mts';
import { candlesHistory } from './candles.mts';

/** The public methods (exmo-api/REST.md 2). */
export const marketMethods: PublicMethod[] = [
	{
		path: 'trades',
		access: 'public',
		handle: (call) =>
			perPair(call, tradeRows, ({ tape }) => call.omitsTradeless && tape.last === undefined),
	},
	{
		path: 'order_book',
		access: 'public',
		handle(call) {
			call.params.text('pair');
			const { limit } = call.params.page(1000);
			return perPair(call, (instrument) => bookRow(instrument, limit));
		},
	},
	{
		path: 'ticker',
		access: 'public',
		handle: ({ exchange, nowMs }) =>
			Object.fromEntries(
				exchange.core.instruments
					.all()
					.map((instrument) => [
						instrument.rules.name,
						tickerRow(instrument, exchange.core.market.day(instrument.rules, nowMs)),
					]),
			),
	},
	{
		path: 'pair_settings',
		access: 'public',
		handle: ({ exchange }) =>
			Object.fromEntries(
				exchange.core.market.pairs.map((rules) => [
					rules.name,
					{
						min_quantity: rules.minQuantity,
						max_quantity: rules.maxQuantity,
						min_price: rules.minPrice,
						max_price: rules.maxPrice,
						min_amount: rules.minAmount,
						max_amount: rules.maxAmount,
						price_precision: rules.pricePrecision,
						commission_taker_percent: rules.takerPercent,
						commission_maker_percent: rules.makerPercent,
					},
				]),
			),
	},
	{
		path: 'currency',
		access: 'public',
		handle: ({ exchange }) => exchange.core.market.currencies.map(({ name }) => name),
	},
	{
		path: 'currency/list/extended',
		access: 'public',
		handle: ({ exchange }) => exchange.core.market.currencies,
	},
	{ path: 'required_amount', access: 'public', handle: requiredAmount },
	candlesHistory,
	{
		path: 'payments/providers/crypto/list',
		access: 'public',
		handle: ({ exchange }) =>
			Object.fromEntries(
				grouped(exchange.core.networks.map(networkRow), (row) => row.currency_name),
			),
	},
];

/** One entry a pair of the list; a pair that is not listed is silently left out. */
function perPair(
	{ exchange, params }: Call,
	row: (instrument: Instrument) => unknown,
	isLeftOut: (instrument: Instrument) => boolean = () => false,
): unknown {
	const found = params.list('pair').flatMap((pair) => {
		const instrument = exchange.instrument(pair);
		return instrument && !isLeftOut(instrument) ? [[pair, row(instrument)]] : [];
	});
	return Object.fromEntries(found);
}

const tradeRows = ({ tape }: Instrument) =>
	tape.newestFirst().map((trade) => ({
		trade_id: trade.id,
		date: seconds(trade.atMs),
		type: trade.side,
		quantity: text(trade.quantity),
		price: text(trade.price),
		amount: text(trade.amount),
	}));

/** Orders at one price are one level. */
function levels(side: readonly Resting[], limit: number): [string, string, string][] {
	const rows: { price: Resting['price']; quantity: Resting['price'] }[] = [];
	for (const { price, remaining } of side) {
		const last = rows.at(-1);
		if (last?.price.eq(price)) last.quantity = last.quantity.plus(remaining);
		else if (rows.length === limit) break;
		else rows.push({ price, quantity: remaining });
	}
	return rows.map(({ price, quantity }) => [
		text(price),
		text(quantity),
		text(floor8(price.times(quantity))),
	]);
}

/** Totals are over the levels that are shown: whether EXMO's are over the whole side is not known. */
function bookRow({ book }: Instrument, limit: number) {
	const ask = levels(book.asks, limit);
	const bid = levels(book.bids, limit);
	const sum = (rows: typeof ask, column: 1 | 2) =>
		text(rows.reduce((total, row) => total.plus(row[column]), ZERO));
	return {
		ask_quantity: sum(ask, 1),
		ask_amount: sum(ask, 2),
		ask_top: ask[0]?.[0] ?? '0',
		bid_quantity: sum(bid, 1),
		bid_amount: sum(bid, 2),
		bid_top: bid[0]?.[0] ?? '0',
		ask,
		bid,
	};
}

/** A book that is too thin: what it has. What EXMO does then is not known. */
function requiredAmount({ exchange, params }: Call) {
	const pair = params.text('pair');
	const quantity = params.decimal('quantity');
	if (quantity.lte(0)) throw refuse.notPositive('quantity');
	const plan = exchange.spot.instrument(pair).book.plan('buy', { quantity });
	const average = plan.quantity.isZero() ? ZERO : plan.amount.div(plan.quantity);
	return {
		quantity: text(plan.quantity),
		amount: text(plan.amount),
		avg_price: text(average.toDecimalPlaces(8)),
	};
}

const networkRow = (network: Call['exchange']['core']['networks'][number]) => ({
	type: network.type,
	name: network.name,
	currency_name: network.currency,
	min: network.min,
	max: network.max,
	enabled: network.enabled,
	comment: network.comment,
	commission_desc: network.commissionDescription,
	currency_confirmations: network.confirmations,
});
