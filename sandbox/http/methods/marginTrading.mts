import type { Money } from '../../exchange/money.mts';
import { text, ZERO } from '../../exchange/money.mts';
import { MARGIN_STYLES, type MarginTerms } from '../../exchange/margin/orders.mts';
import { removableMargin } from '../../exchange/margin/position.mts';
import { middle, taking } from '../../exchange/margin/triggers.mts';
import { refuse } from '../../exchange/refusal.mts';
import type { PrivateCall, PrivateMethod } from '../method.mts';
import type { Params } from '../params.mts';

const common = { access: 'trade', writes: true, errors: 'object' } as const;
const asked = { access: 'read', errors: 'object' } as const;

/** Margin methods that change something, and the previews to them (exmo-api/REST.md 6.1 to 6.6). */
export const marginTradingMethods: PrivateMethod[] = [
	{ ...common, path: 'margin/user/order/create', handle: create },
	{
		...common,
		path: 'margin/user/order/update',
		handle({ exchange, account, params }) {
			exchange.margin.update(account, params.integer('order_id'), terms(params));
			return {};
		},
	},
	{
		...common,
		path: 'margin/user/order/cancel',
		handle({ exchange, account, params }) {
			exchange.margin.cancel(account, params.integer('order_id'));
			return {};
		},
	},
	{
		...common,
		path: 'margin/user/position/close',
		handle({ exchange, account, params }) {
			const quantity = params.optionalDecimal('quantity');
			if (quantity?.lte(0)) throw refuse.notPositive('quantity');
			const price = params.optionalDecimal('price');
			exchange.margin.close(account, params.integer('position_id'), quantity, price);
			return {};
		},
	},
	{
		...common,
		path: 'margin/user/position/margin_add',
		handle(call) {
			const { position, quantity } = marginChange(call);
			call.exchange.margin.positions.addMargin(position, quantity);
			return {};
		},
	},
	{
		...common,
		path: 'margin/user/position/margin_remove',
		handle(call) {
			const { position, quantity, price } = marginChange(call);
			call.exchange.margin.positions.removeMargin(position, quantity, price);
			return {};
		},
	},
	{
		...asked,
		path: 'margin/user/position/margin_remove_info',
		handle(call) {
			const { position, price } = positionAsked(call);
			return { max_quantity: text(removableMargin(position, price)) };
		},
	},
	{
		...asked,
		path: 'margin/user/position/margin_add_info',
		handle(call) {
			const { position } = positionAsked(call);
			const { wallets } = call.exchange.margin;
			return { max_quantity: text(wallets.free(call.account, position.rules.pair.quote)) };
		},
	},
	{ ...asked, path: 'margin/user/order/max_quantity', handle: maxQuantity },
];

function create({ exchange, account, params }: PrivateCall) {
	const pair = params.text('pair');
	const { style, side } = parseType(params.text('type'));
	const order = exchange.margin.place(account, {
		quantity: params.decimal('quantity'),
		price: style.endsWith('limit') ? params.decimal('price') : ZERO,
		stopPrice: style.startsWith('stop') ? params.decimal('stop_price') : ZERO,
		distance: style === 'trailing_stop' ? params.decimal('distance') : ZERO,
		expire: Number(params.optionalInteger('expire') ?? 0),
		comment: params.optional('comment') ?? '',
		pair,
		side,
		style,
		leverage: params.decimal('leverage'),
		clientId: params.clientId(),
	});
	return { order_id: String(order.id) };
}

function parseType(type: string) {
	const [, style, side] = /^(\w+)_(buy|sell)$/.exec(type) ?? [];
	const known = MARGIN_STYLES.find((one) => one === style);
	if (!known) throw refuse.unknownOrderType(type);
	return { style: known, side: side as 'buy' | 'sell' };
}

/** The terms that were sent, and only those. */
function terms(params: Params): Partial<MarginTerms> {
	const sent: Partial<MarginTerms> = {
		quantity: params.optionalDecimal('quantity'),
		price: params.optionalDecimal('price'),
		stopPrice: params.optionalDecimal('stop_price'),
		distance: params.optionalDecimal('distance'),
		comment: params.optional('comment'),
	};
	const expire = params.optionalInteger('expire');
	if (expire !== undefined) sent.expire = Number(expire);
	return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
}

function positionAsked({ exchange, account, params }: PrivateCall) {
	const position = exchange.margin.positions.get(account, params.integer('position_id'));
	return { position, price: middle(exchange.margin.top(position.rules.pair.name)) };
}

function marginChange(call: PrivateCall): ReturnType<typeof positionAsked> & { quantity: Money } {
	return { ...positionAsked(call), quantity: call.params.decimal('quantity') };
}

function maxQuantity({ exchange, account, params }: PrivateCall) {
	const pair = params.text('pair');
	const { defaultLeverage } = exchange.margin.ruleOf(pair);
	const leverage = params.optionalDecimal('leverage') ?? ZERO.plus(defaultLeverage);
	const { side } = parseType(params.optional('type') ?? 'market_buy');
	const price = params.optionalDecimal('price') ?? ZERO;
	params.optionalInteger('order_id'); // what it changes is not known: here nothing
	if (leverage.lte(0)) throw refuse.leverageTooHigh();
	const at = price.isZero() ? taking(side, exchange.margin.top(pair)) : price;
	return { max_quantity: text(exchange.margin.maxQuantity(account, pair, leverage, at)) };
}
