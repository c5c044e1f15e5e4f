import type { Core, Instrument } from './core.mts';
import { floor8, percentOf, type Money } from './money.mts';
import type { Fill, Resting } from './orderBook.mts';
import type { OwnTrade, SpotOrder } from './accounts.mts';

const isOrder = (resting: Resting): resting is SpotOrder => 'kind' in resting;

/**
 * Carries one fill out: money changes hands, each side pays its fee out of what it receives
 * (exmo-api/REST.md 10), the trade is on the tape and in the history of those it belongs to.
 */
export function settle(
	core: Core,
	instrument: Instrument,
	fill: Fill,
	taker: Resting,
	atMs: number,
): void {
	const { rules, tape, book } = instrument;
	const { maker, quantity, amount } = fill;
	const [buyer, seller] = taker.side === 'buy' ? [taker, maker] : [maker, taker];
	const trade = {
		id: core.ids.next('trade'),
		atMs,
		side: taker.side,
		price: maker.price,
		quantity,
		amount,
	};

	pay(core, buyer, seller.owner, rules.quote, amount);
	pay(core, seller, buyer.owner, rules.base, quantity);
	for (const party of [maker, taker]) party.remaining = party.remaining.minus(quantity);
	if (maker.remaining.isZero()) book.remove(maker);

	tape.add(trade);
	core.events.emit('trade', rules.name, trade);
	for (const party of [maker, taker]) {
		if (isOrder(party)) {
			record(core, instrument, party, { ...trade, execType: party === taker ? 'taker' : 'maker' });
		}
	}
}

/** An order pays out of what was locked for it, the market maker out of its own pocket. */
function pay(core: Core, from: Resting, to: string, currency: string, amount: Money): void {
	if (isOrder(from)) {
		core.ledger.release(from.owner, currency, amount);
		from.reserved = from.reserved.minus(amount);
	}
	core.ledger.move(from.owner, to, currency, amount);
}

type Half = Pick<OwnTrade, 'id' | 'atMs' | 'price' | 'quantity' | 'amount' | 'execType'>;

function record(core: Core, { rules }: Instrument, order: SpotOrder, half: Half): void {
	const [currency, received] =
		order.side === 'buy' ? [rules.base, half.quantity] : [rules.quote, half.amount];
	const percent = half.execType === 'taker' ? rules.takerPercent : rules.makerPercent;
	const commission = percentOf(percent, received);
	core.ledger.move(order.owner, 'fees', currency, commission);

	const own: OwnTrade = {
		id: half.id,
		orderId: order.id,
		parentId: order.parentId,
		clientId: order.clientId,
		atMs: half.atMs,
		pair: order.pair,
		side: order.side,
		price: half.price,
		quantity: half.quantity,
		amount: half.amount,
		execType: half.execType,
		commission,
		commissionCurrency: currency,
		commissionPercent: percent,
	};
	order.trades.push(own);
	const history = order.account.trades.get(order.pair) ?? [];
	order.account.trades.set(order.pair, history);
	history.push(own);

	releaseWhatIsNotNeeded(core, order);
	if (order.remaining.isZero()) {
		order.status = 'filled';
		order.endedMs = half.atMs;
		order.account.open.delete(order);
	}
	core.events.emit('ownTrade', order.account, own);
	core.events.emit('order', order.account, order, own);
}

/** A buy that got a better price than its own, or that is done, gives back what is left over. */
export function releaseWhatIsNotNeeded(core: Core, order: SpotOrder): void {
	const over = order.status === 'cancelled' || order.remaining.isZero();
	const needed = over
		? order.reserved.times(0)
		: order.side === 'sell'
			? order.remaining
			: floor8(order.price.times(order.remaining));
	const surplus = order.reserved.minus(needed);
	// A market order has no price of its own: its surplus is known only when it is over.
	if (surplus.lte(0) || (!over && order.price.isZero())) return;
	core.ledger.release(order.owner, order.reservedCurrency, surplus);
	order.reserved = needed;
}
