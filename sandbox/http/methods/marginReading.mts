import { text } from '../../exchange/money.mts';
import type { MarginRules } from '../../exchange/margin/rules.mts';
import { middle } from '../../exchange/margin/triggers.mts';
import {
	marginEventRow,
	marginOrderRow,
	marginTradeRow,
	nanoseconds,
	positionRow,
} from '../../wire/marginRows.mts';
import type { PrivateCall, PrivateMethod } from '../method.mts';

const reading = { access: 'read', errors: 'object' } as const;

/**
 * Margin methods that only look. Where exmo-api/REST.md 6 says "reply ?", the reply is our invention:
 * currency/list, settings, funding/list, user/info, wallet/history, user/trade/list, liquidation/feed.
 */
export const marginReadingMethods: PrivateMethod[] = [
	{
		...reading,
		path: 'margin/currency/list',
		handle({ exchange }) {
			const names = [...exchange.margin.rules.values()].flatMap(({ pair }) => [
				pair.base,
				pair.quote,
			]);
			return { currencies: [...new Set(names)].sort().map((name) => ({ name })) };
		},
	},
	{
		...reading,
		path: 'margin/pair/list',
		handle: (call) => ({
			pairs: [...call.exchange.margin.rules.values()].map((rules) => pairRow(call, rules)),
		}),
	},
	{ ...reading, path: 'margin/settings', handle: () => ({ settings: {} }) },
	{
		...reading,
		path: 'margin/funding/list',
		handle({ exchange }) {
			const rates = [...exchange.margin.rules.values()].map(
				({ pair, fundingPercent }) => [pair.quote, fundingPercent] as const,
			);
			return {
				fundings: [...new Map(rates)].map(([currency, rate]) => ({ currency, rate })),
			};
		},
	},
	{ ...reading, path: 'margin/user/info', handle: ({ account }) => ({ uid: account.uid }) },
	{
		...reading,
		path: 'margin/user/order/list',
		handle: ({ exchange, account }) => ({
			orders: exchange.margin.activeOrders(account).map(marginOrderRow),
		}),
	},
	{
		...reading,
		path: 'margin/user/order/history',
		handle: (call) => ({
			items: newest(
				call,
				call.exchange.margin.events.filter(({ order }) => order.account === call.account),
			).map(marginEventRow),
		}),
	},
	{
		...reading,
		path: 'margin/user/order/trades',
		handle({ exchange, account, params }) {
			const order = exchange.margin.find(account, params.integer('order_id'));
			return { trades: exchange.shown.rows(order.trades).map(marginTradeRow) };
		},
	},
	{
		...reading,
		path: 'margin/user/position/list',
		handle: ({ exchange, account }) => ({
			positions: exchange.margin.positions
				.of(account)
				.map((position) =>
					positionRow(position, middle(exchange.margin.top(position.rules.pair.name))),
				),
		}),
	},
	{ ...reading, path: 'margin/user/wallet/list', handle: walletList },
	{
		...reading,
		path: 'margin/user/wallet/history',
		handle: (call) => ({
			items: newest(
				call,
				call.exchange.shown.rows(call.exchange.margin.wallets.of(call.account)),
			).map((entry) => ({
				id: String(entry.id),
				created: String(nanoseconds(entry.atMs, entry.id)),
				currency: entry.currency,
				type: entry.type,
				amount: text(entry.amount),
				balance: text(entry.balance),
			})),
		}),
	},
	{
		...reading,
		path: 'margin/user/trade/list',
		handle(call) {
			const pair = call.params.optional('pair');
			const own = call.exchange.margin.trades.filter(
				(trade) => trade.account === call.account && (pair === undefined || trade.pair === pair),
			);
			return { trades: newest(call, call.exchange.shown.rows(own)).map(marginTradeRow) };
		},
	},
	{ ...reading, path: 'margin/trades', handle: tape },
	{
		...reading,
		path: 'margin/liquidation/feed',
		handle: (call) => ({
			items: newest(call, call.exchange.margin.positions.liquidations).map(
				({ id, position, price, quantity, atMs }) => ({
					id: String(id),
					created: String(nanoseconds(atMs, id)),
					pair: position.rules.pair.name,
					type: position.type,
					price: text(price),
					quantity: text(quantity),
				}),
			),
		}),
	},
];

/** A page of a list that is kept oldest first. */
function newest<Row>({ params }: PrivateCall, rows: readonly Row[]): Row[] {
	const { limit, offset } = params.page(1000);
	return rows.toReversed().slice(offset, offset + limit);
}

function pairRow({ exchange, nowMs }: PrivateCall, rules: MarginRules): Record<string, unknown> {
	const { pair } = rules;
	const { bid, ask } = exchange.margin.top(pair.name);
	const now = String(nanoseconds(nowMs));
	return {
		name: pair.name,
		buy_price: text(bid),
		sell_price: text(ask),
		last_trade_price: text(exchange.instrument(pair.name)?.tape.last?.price ?? bid),
		ticker_updated: now,
		is_fair_price: true,
		max_price_precision: String(pair.pricePrecision),
		min_order_quantity: pair.minQuantity,
		max_order_quantity: pair.maxQuantity,
		min_order_price: pair.minPrice,
		max_order_price: pair.maxPrice,
		max_position_quantity: pair.maxQuantity,
		trade_taker_fee: rules.takerPercent,
		trade_maker_fee: rules.makerPercent,
		liquidation_fee: rules.liquidationPercent,
		max_leverage: rules.maxLeverage,
		default_leverage: rules.defaultLeverage,
		liquidation_level: rules.liquidationLevel,
		margin_call_level: rules.marginCallLevel,
		position: String(rules.position),
		updated: now,
	};
}

function walletList({ exchange, account, nowMs }: PrivateCall) {
	const { ledger } = exchange.core;
	const { positions, rules } = exchange.margin;
	const currencies = new Set([
		...[...rules.values()].flatMap(({ pair }) => [pair.base, pair.quote]),
		...ledger.currencies(account.margin),
	]);
	const row = (currency: string) => {
		const free = ledger.free(account.margin, currency);
		const used = ledger.reserved(account.margin, currency);
		const inPositions = positions
			.of(account)
			.filter((position) => position.rules.pair.quote === currency)
			.reduce((sum, { margin }) => sum.plus(margin), free.times(0));
		return {
			balance: text(free.plus(used)),
			used: text(used),
			used_in_positions: text(inPositions),
			used_in_orders: text(used.minus(inPositions)),
			free: text(free),
			// When the others changed last, the sandbox does not keep; "0" was seen live (REST.md 6.19)
			updated: ledger.wasUsed(account.margin, currency) ? String(nanoseconds(nowMs)) : '0',
		};
	};
	return {
		wallets: Object.fromEntries([...currencies].sort().map((name) => [name, row(name)])),
	};
}

/** The market's tape. The sandbox has one market: what traded on spot is shown here as well. */
function tape({ exchange, params }: PrivateCall) {
	const pairs = params.list('pair_name').filter((pair) => exchange.margin.rules.has(pair));
	const { limit, offset } = params.page(1000);
	const rows = (pair: string) =>
		exchange
			.instrument(pair)!
			.tape.newestFirst()
			.slice(offset, offset + limit)
			.map((trade) => ({
				trade_id: String(trade.id),
				trade_dt: String(nanoseconds(trade.atMs, trade.id)),
				trade_type: trade.side,
				pair,
				quantity: text(trade.quantity),
				price: text(trade.price),
				amount: text(trade.amount),
			}));
	return { trades: Object.fromEntries(pairs.map((pair) => [pair, rows(pair)])) };
}
