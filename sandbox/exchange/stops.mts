import type { Core, Instrument } from './core.mts';
import { DECIMALS, floor8, type Money } from './money.mts';
import type { Side } from './orderBook.mts';
import type { Account, StopOrder } from './accounts.mts';
import { refuse } from './refusal.mts';
import { checkPrice, type SpotDesk } from './spot.mts';

export interface StopRequest {
	pair: string;
	side: Side;
	quantity: Money;
	triggerPrice: Money;
	clientId: bigint;
}

/**
 * Stop market orders. A buy fires when the last price is at or above its trigger, a sell when it is
 * at or below; which price EXMO watches is not known. Until then the quantity (sell) or the amount
 * at the trigger price (buy) is locked.
 */
export class StopDesk {
	private readonly core: Core;
	private readonly spot: SpotDesk;
	private readonly waiting = new Map<string, Set<StopOrder>>();

	constructor(core: Core, spot: SpotDesk) {
		this.core = core;
		this.spot = spot;
	}

	/** Whether a pair has stop orders at all. */
	watches(pair: string): boolean {
		return (this.waiting.get(pair)?.size ?? 0) > 0;
	}

	/** Whether a last price would fire one of the pair's stop orders. */
	wouldFire(pair: string, last: Money): boolean {
		return [...(this.waiting.get(pair) ?? [])].some((order) => isReached(order, last));
	}

	place(account: Account, request: StopRequest): StopOrder {
		const instrument = this.spot.instrument(request.pair);
		const { rules } = instrument;
		const { quantity, triggerPrice, side } = request;
		if (quantity.decimalPlaces() > DECIMALS) throw refuse.quantityTooPrecise('quantity');
		if (quantity.lt(rules.minQuantity)) throw refuse.quantityTooSmall();
		if (quantity.gt(rules.maxQuantity)) throw refuse.quantityTooLarge();
		checkPrice(rules, triggerPrice);

		const currency = side === 'buy' ? rules.quote : rules.base;
		const reserved = side === 'buy' ? floor8(quantity.times(triggerPrice)) : quantity;
		if (this.core.ledger.free(account.spot, currency).lt(reserved))
			throw refuse.insufficientFunds();
		const order: StopOrder = {
			kind: 'stop',
			id: this.core.ids.next('parent'),
			account,
			pair: request.pair,
			side,
			quantity,
			triggerPrice,
			clientId: request.clientId,
			reserved,
			reservedCurrency: currency,
			createdMs: this.core.clock.now(),
			status: 'open',
		};
		this.core.ledger.reserve(account.spot, currency, reserved);
		account.stops.set(order.id, order);
		this.core.accepted.push(order);
		const waiting = this.waiting.get(order.pair) ?? new Set();
		this.waiting.set(order.pair, waiting.add(order));
		this.core.events.emit('stopOrder', account, order);
		this.fireDue(instrument);
		return order;
	}

	/** Cancels a waiting stop order. Throws 191021 when there is none of that id. */
	cancel(account: Account, id: bigint): void {
		const order = account.stops.get(id);
		if (order?.status !== 'open') throw refuse.stopOrderNotFound();
		this.end(order, 'cancelled');
		this.cancelled(order, 'user_canceled');
	}

	/** Fires what the last price has reached; firing moves the price, so it looks again. */
	fireDue(instrument: Instrument): void {
		const waiting = this.waiting.get(instrument.rules.name);
		if (!waiting) return;
		for (
			let due = this.nextDue(instrument, waiting);
			due;
			due = this.nextDue(instrument, waiting)
		) {
			this.end(due, 'fired');
			const { account, pair, side, quantity, clientId, id } = due;
			const order = this.spot.fire(account, pair, side, quantity, clientId, id);
			if (order) this.core.events.emit('stopOrder', account, due);
			else this.cancelled(due, 'no_funds_or_liquidity');
		}
	}

	private nextDue({ tape }: Instrument, waiting: Set<StopOrder>): StopOrder | undefined {
		const last = tape.last?.price;
		if (!last) return undefined;
		return [...waiting].find((order) => isReached(order, last));
	}

	private end(order: StopOrder, status: StopOrder['status']): void {
		order.status = status;
		order.endedMs = this.core.clock.now();
		this.waiting.get(order.pair)?.delete(order);
		this.core.ledger.release(order.account.spot, order.reservedCurrency, order.reserved);
	}

	/** `reason` other than `user_canceled` is our own word. */
	private cancelled(order: StopOrder, reason: string): void {
		order.status = 'cancelled';
		order.reason = reason;
		order.account.cancelled.push(order);
		this.core.events.emit('stopOrder', order.account, order);
	}
}

const isReached = ({ side, triggerPrice }: StopOrder, last: Money): boolean =>
	side === 'buy' ? last.gte(triggerPrice) : last.lte(triggerPrice);
