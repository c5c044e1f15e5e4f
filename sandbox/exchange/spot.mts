import type { Core, Instrument } from './core.mts';
import { DECIMALS, floor8, money, ZERO, type Money } from './money.mts';
import type { FillPlan, Side } from './orderBook.mts';
import type { Account, ExecType, SpotOrder } from './accounts.mts';
import { refuse } from './refusal.mts';
import { releaseWhatIsNotNeeded, settle } from './settlement.mts';

/** An order as it was asked for. */
export interface OrderRequest {
	pair: string;
	side: Side;
	/** A limit order, a market order for a base quantity, or one for a total in the quote currency. */
	style: 'limit' | 'market' | 'total';
	/** As it came: `buy`, `market_sell_total`, ... */
	type: string;
	quantity: Money;
	/** 0 for market orders. */
	price: Money;
	clientId: bigint;
	execType?: ExecType;
}

/** Limit and market orders: checks them, matches them, keeps them, cancels them. */
export class SpotDesk {
	private readonly core: Core;

	constructor(core: Core) {
		this.core = core;
	}

	/** Places an order and returns it in the state it has afterwards. Throws a Refusal. */
	place(account: Account, request: OrderRequest): SpotOrder {
		const instrument = this.instrument(request.pair);
		const { book } = instrument;
		checkRules(instrument, request);

		const limit = request.style === 'limit' ? request.price : undefined;
		const want =
			request.style === 'total' ? { total: request.quantity } : { quantity: request.quantity };
		const plan = book.plan(request.side, want, limit);
		const { execType } = request;
		if (execType === 'post_only' && plan.fills.length > 0) throw refuse.postOnlyWouldMatch();
		if (execType === 'fok' && plan.quantity.lt(request.quantity))
			throw refuse.fillOrKillNotFilled();
		if (!limit && plan.fills.length === 0) throw refuse.emptyBook();

		// For a total the base quantity follows from the book.
		const quantity = request.style === 'total' ? plan.quantity : request.quantity;
		return this.accept(account, instrument, request, quantity, plan);
	}

	/**
	 * The market order of a stop order that fired: no limits are checked any more, and it takes what
	 * the account can pay. Nothing is returned when there is nothing to trade with or to pay with.
	 */
	fire(
		account: Account,
		pair: string,
		side: Side,
		quantity: Money,
		clientId: bigint,
		parentId: bigint,
	): SpotOrder | undefined {
		const instrument = this.instrument(pair);
		const { rules, book } = instrument;
		const free = this.core.ledger.free(account.spot, side === 'buy' ? rules.quote : rules.base);
		let plan = book.plan(side, { quantity });
		if (side === 'buy' && plan.amount.gt(free)) plan = book.plan(side, { total: free });
		if (plan.fills.length === 0 || (side === 'sell' && free.lt(plan.quantity))) return undefined;
		const type = `market_${side}`;
		const request: OrderRequest = {
			pair,
			side,
			style: 'market',
			type,
			quantity,
			price: ZERO,
			clientId,
		};
		return this.accept(account, instrument, request, quantity, plan, parentId);
	}

	/** Cancels an open order of the account. Throws 50173 when there is none of that id. */
	cancel(account: Account, id: bigint): SpotOrder {
		const order = account.orders.get(id);
		if (order?.status !== 'open') throw refuse.orderNotFound(String(id));
		this.instrument(order.pair).book.remove(order);
		this.end(order);
		this.core.events.emit('book', order.pair);
		return order;
	}

	/** The pair's instrument. Throws a Refusal for a pair that is not listed. */
	instrument(pair: string): Instrument {
		const instrument = this.core.instruments.get(pair);
		if (!instrument) throw refuse.unknownPair(pair);
		return instrument;
	}

	private accept(
		account: Account,
		instrument: Instrument,
		request: OrderRequest,
		quantity: Money,
		plan: FillPlan,
		parentId?: bigint,
	): SpotOrder {
		const { rules, book } = instrument;
		const { ledger, events, clock, ids } = this.core;
		const isLimit = request.style === 'limit';
		const currency = request.side === 'buy' ? rules.quote : rules.base;
		const reserved =
			request.side === 'sell'
				? isLimit
					? quantity
					: plan.quantity
				: isLimit
					? floor8(request.price.times(quantity))
					: plan.amount;
		if (ledger.free(account.spot, currency).lt(reserved)) {
			throw isLimit ? refuse.insufficientFunds() : refuse.insufficientFundsAtMarket();
		}

		const nowMs = clock.now();
		const order: SpotOrder = {
			kind: 'spot',
			id: ids.next('order'),
			clientId: request.clientId,
			parentId,
			account,
			owner: account.spot,
			pair: request.pair,
			side: request.side,
			type: request.type,
			execType: request.execType,
			price: isLimit ? request.price : ZERO,
			quantity,
			remaining: quantity,
			reserved,
			reservedCurrency: currency,
			createdMs: nowMs,
			status: 'open',
			trades: [],
		};
		ledger.reserve(account.spot, currency, reserved);
		account.orders.set(order.id, order);
		if (parentId === undefined) this.core.accepted.push(order);
		account.open.add(order);
		events.emit('order', account, order);

		for (const fill of plan.fills) settle(this.core, instrument, fill, order, nowMs);
		if (order.status === 'open') {
			if (isLimit && order.execType !== 'ioc') book.add(order);
			else this.end(order);
		}
		events.emit('book', request.pair);
		return order;
	}

	/** Ends an order with something left of it. */
	private end(order: SpotOrder): void {
		order.status = 'cancelled';
		order.endedMs = this.core.clock.now();
		releaseWhatIsNotNeeded(this.core, order);
		order.account.open.delete(order);
		order.account.cancelled.push(order);
		this.core.events.emit('order', order.account, order);
	}
}

function checkRules({ rules }: Instrument, request: OrderRequest): void {
	const { quantity, price, style } = request;
	if (quantity.decimalPlaces() > DECIMALS) throw refuse.quantityTooPrecise('quantity');
	if (style === 'total') return checkAmount(rules, quantity);
	if (quantity.lt(rules.minQuantity)) throw refuse.quantityTooSmall();
	if (quantity.gt(rules.maxQuantity)) throw refuse.quantityTooLarge();
	if (style === 'market') return;
	checkPrice(rules, price);
	checkAmount(rules, price.times(quantity));
}

/** Price limits and decimals of a pair. Throws a Refusal. */
export function checkPrice(rules: Instrument['rules'], price: Money): void {
	if (price.decimalPlaces() > rules.pricePrecision) {
		throw refuse.priceTooPrecise(rules.pricePrecision, rules.name);
	}
	if (price.lt(rules.minPrice)) throw refuse.priceTooLow();
	if (price.gt(rules.maxPrice)) throw refuse.priceTooHigh();
}

function checkAmount(rules: Instrument['rules'], amount: Money): void {
	if (amount.lt(rules.minAmount)) throw refuse.amountTooSmall();
	if (amount.gt(money(rules.maxAmount))) throw refuse.amountTooLarge();
}
