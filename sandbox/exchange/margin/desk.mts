import type { Account } from '../accounts.mts';
import type { Core } from '../core.mts';
import { floor8, min, percentOf, ZERO, type Money } from '../money.mts';
import { refuse } from '../refusal.mts';
import { checkOrder } from './checks.mts';
import { cost, opening } from './cost.mts';
import {
	createOrder,
	type MarginEvent,
	type MarginOrder,
	type MarginRequest,
	type MarginTerms,
	type MarginTrade,
} from './orders.mts';
import { marginFor, Positions } from './positions.mts';
import { marginRules, type MarginRules } from './rules.mts';
import { isTriggered, limitFill, middle, taking, topOf, trail, type Top } from './triggers.mts';
import { MarginWallets } from './wallet.mts';

/**
 * Margin trading. Orders trade whole, at the spot market's best price, whatever their size: how
 * deep EXMO's margin book was is not known. Positions are of one currency, the quote.
 */
export class MarginDesk {
	readonly rules: ReadonlyMap<string, MarginRules>;
	readonly wallets: MarginWallets;
	readonly positions: Positions;
	readonly events: MarginEvent[] = [];
	readonly trades: MarginTrade[] = [];
	private readonly core: Core;
	private readonly orders = new Map<bigint, MarginOrder>();
	/** Those that were over before the exchange opened. */
	private readonly former = new Map<bigint, MarginOrder>();
	private active: MarginOrder[] = [];

	constructor(core: Core) {
		this.core = core;
		this.rules = marginRules(core.market);
		this.wallets = new MarginWallets(core);
		this.positions = new Positions(core, this.wallets, (position) =>
			core.events.emit('marginPosition', position.account, position),
		);
	}

	/** Whether time matters to anybody in this pair. */
	watches(pair: string): boolean {
		const isHere = ({ rules }: { rules: MarginRules }) => rules.pair.name === pair;
		return this.active.some(isHere) || this.positions.inPair(pair).length > 0;
	}

	top(pair: string): Top {
		return topOf(this.core.market.top(this.ruleOf(pair).pair, this.core.clock.now()));
	}

	/** Throws a Refusal for a pair without margin trading. */
	ruleOf(pair: string): MarginRules {
		const rules = this.rules.get(pair);
		if (!rules) throw refuse.unknownPair(pair);
		return rules;
	}

	/** Every order that was accepted, in that order. */
	get accepted(): MarginOrder[] {
		return [...this.orders.values()];
	}

	activeOrders(account: Account): MarginOrder[] {
		return this.active.filter((order) => order.account === account);
	}

	find(account: Account, id: bigint): MarginOrder {
		const order = this.orders.get(id) ?? this.former.get(id);
		if (order?.account !== account) throw refuse.marginOrderNotFound();
		return order;
	}

	/** Puts an order in place that was over, with all its trades, before the exchange opened. */
	recall(order: MarginOrder): void {
		this.former.set(order.id, order);
		for (const trade of order.trades) {
			const { id, atMs } = trade;
			this.trades.push(trade);
			this.events.push({ id: id + 1n, type: 'OrderTraded', status: 'filled', order, trade, atMs });
		}
	}

	/** Places an order and lets it trade if it can. Throws a Refusal. */
	place(account: Account, request: MarginRequest): MarginOrder {
		const rules = this.ruleOf(request.pair);
		const nowMs = this.core.clock.now();
		const order = createOrder(account, rules, request, nowMs);
		checkOrder(order);
		const top = this.top(request.pair);
		if (opening(order, this.positions).gt(0) && this.core.market.margin === 'closingOnly') {
			throw refuse.closingOnly();
		}
		this.reserve(order, cost(order, this.positions, top));
		order.id = this.core.ids.next('margin');
		this.orders.set(order.id, order);
		this.active.push(order);
		this.note('OrderCreated', 'active', order, nowMs);
		this.work(order, top, nowMs, false);
		return order;
	}

	/** Changes the terms of an open order. Throws a Refusal and leaves it as it was. */
	update(account: Account, id: bigint, terms: Partial<MarginTerms>): void {
		const order = this.openOrder(account, id);
		const changed = { ...order, ...terms };
		if (terms.stopPrice) changed.triggerPrice = terms.stopPrice;
		checkOrder(changed);
		const top = this.top(order.rules.pair.name);
		this.unreserve(order);
		try {
			this.reserve(changed, cost(changed, this.positions, top));
		} catch (error) {
			this.reserve(order, cost(order, this.positions, top));
			throw error;
		}
		const nowMs = this.core.clock.now();
		Object.assign(order, changed, { updatedMs: nowMs });
		this.note('OrderUpdated', 'active', order, nowMs);
		this.work(order, top, nowMs, true);
	}

	cancel(account: Account, id: bigint): void {
		this.end(this.openOrder(account, id), 'cancelled', this.core.clock.now());
	}

	/** Closes a position or a part of it: at market, or with a limit order at a price. */
	close(account: Account, id: bigint, quantity?: Money, price?: Money): void {
		const position = this.positions.get(account, id);
		this.place(account, {
			pair: position.rules.pair.name,
			side: position.type === 'long' ? 'sell' : 'buy',
			style: price ? 'limit' : 'market',
			leverage: position.leverage,
			clientId: 0n,
			quantity: min(quantity ?? position.quantity, position.quantity),
			price: price ?? ZERO,
			stopPrice: ZERO,
			distance: ZERO,
			expire: 0,
			comment: '',
		});
	}

	/** The quantity that an order could have now, with all that is free. */
	maxQuantity(account: Account, pair: string, leverage: Money, price: Money): Money {
		const { pair: rules, takerPercent } = this.ruleOf(pair);
		const perUnit = price.div(leverage).plus(price.times(takerPercent).div(100));
		return floor8(this.wallets.free(account, rules.quote).div(perUnit));
	}

	/** Lets the orders and positions of a pair see the market of a moment. */
	step(pair: string, atMs: number): void {
		const top = topOf(this.core.market.top(this.ruleOf(pair).pair, atMs));
		for (const order of this.active.filter(({ rules }) => rules.pair.name === pair)) {
			if (order.expire > 0 && order.expire * 1000 <= atMs) this.end(order, 'cancelled', atMs);
			else this.work(order, top, atMs, true);
		}
		this.positions.step(pair, middle(top), atMs);
	}

	private openOrder(account: Account, id: bigint): MarginOrder {
		const order = this.find(account, id);
		if (order.status !== 'active') throw refuse.marginOrderNotFound();
		return order;
	}

	/** Fires and fills what the market allows. `rested`: it has been in the book before. */
	private work(order: MarginOrder, top: Top, atMs: number, rested: boolean): void {
		if (order.style === 'trailing_stop') trail(order, top);
		if (['stop', 'stop_limit', 'trailing_stop'].includes(order.style)) {
			if (!isTriggered(order, top)) return;
			order.previousStyle = order.style;
			order.style = order.style === 'stop_limit' ? 'limit' : 'market';
			order.updatedMs = atMs;
			this.note('OrderTriggered', 'active', order, atMs);
			rested = false;
		}
		if (order.style === 'market') return this.fill(order, taking(order.side, top), false, atMs);
		const price = limitFill(order, top);
		if (price) this.fill(order, rested ? order.price : price, rested, atMs);
	}

	/** Closes first, then opens what the wallet can still pay for; the price may have run away. */
	private fill(order: MarginOrder, price: Money, isMaker: boolean, atMs: number): void {
		const { account, rules, side, leverage } = order;
		const { name: pair, quote } = rules.pair;
		const feePercent = isMaker ? rules.makerPercent : rules.takerPercent;
		this.unreserve(order);
		let opened = opening(order, this.positions);
		const closing = order.quantity.minus(opened);
		const position = this.positions.find(account, pair);
		if (position && closing.gt(0)) this.positions.reduce(position, closing, price, atMs);

		const needed = marginFor(price, opened, leverage).plus(
			percentOf(feePercent, price.times(opened)),
		);
		if (this.wallets.free(account, quote).lt(needed)) opened = ZERO;
		const quantity = closing.plus(opened);
		if (quantity.isZero()) return this.end(order, 'cancelled', atMs);
		const fee = percentOf(feePercent, floor8(price.times(quantity)));
		this.wallets.take(account, 'fees', quote, fee, 'fee', atMs);
		if (opened.gt(0)) {
			const type = side === 'buy' ? 'long' : 'short';
			this.positions.increase(account, rules, type, opened, price, leverage, atMs);
		}

		const id = this.core.ids.next('margin');
		const trade = { id, orderId: order.id, account, pair, side, price, quantity, isMaker, atMs };
		order.trades.push(trade);
		this.trades.push(trade);
		this.note('OrderTraded', 'filled', order, atMs, trade);
		this.core.events.emit('marginTrade', account, trade);
		this.end(order, 'filled', atMs);
	}

	private reserve(order: MarginOrder, amount: Money): void {
		const { account, rules, quantity } = order;
		const { quote, base } = rules.pair;
		const missing = amount.minus(this.wallets.free(account, quote));
		if (missing.gt(0)) {
			throw refuse.marginTooSmall(quantity.toFixed(), base, missing.toFixed(), quote);
		}
		this.core.ledger.reserve(account.margin, quote, amount);
		order.reserved = amount;
	}

	private unreserve(order: MarginOrder): void {
		this.core.ledger.release(order.account.margin, order.rules.pair.quote, order.reserved);
		order.reserved = ZERO;
	}

	private end(order: MarginOrder, status: 'filled' | 'cancelled', atMs: number): void {
		this.unreserve(order);
		order.status = status;
		order.updatedMs = atMs;
		this.active = this.active.filter((one) => one !== order);
		if (status === 'cancelled') this.note('OrderCancelStarted', 'cancel_started', order, atMs);
		this.core.events.emit('marginOrder', order.account, order);
	}

	/** Only OrderCancelStarted is EXMO's word; the other event types are ours. */
	private note(
		type: string,
		status: string,
		order: MarginOrder,
		atMs: number,
		trade?: MarginTrade,
	): void {
		const id = this.core.ids.next('margin');
		this.events.push({ id, type, status, order: { ...order }, trade, atMs });
		if (status === 'active') this.core.events.emit('marginOrder', order.account, order);
	}
}
