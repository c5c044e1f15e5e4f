// Puts a planned history into an exchange, as if it had happened there.
import type { Account } from '../exchange/accounts.mts';
import type { Exchange } from '../exchange/exchange.mts';
import type { MarginOrder } from '../exchange/margin/orders.mts';
import { money, ZERO, type Money } from '../exchange/money.mts';
import type { SpotOrder, StopOrder } from '../exchange/accounts.mts';
import { OPEN_POSITION } from './margin.mts';
import type { PastMarginTrade, PastOperation, PastOrder, Plan } from './rows.mts';

/**
 * Gives a fresh account the rows of a plan, and the balances that they add up to. What the exchange's
 * clock has not come to yet is left out: an exchange that begins in 2024 has no rows of 2025.
 */
export function writePlan(exchange: Exchange, account: Account, whole: Plan): void {
	const plan = until(whole, exchange.nowMs);
	const { ledger } = exchange.core;
	for (const [currency, amount] of spotSums(plan)) {
		ledger.move('outside', account.spot, currency, amount);
	}
	for (const { currency, amount } of plan.marginEntries) {
		if (amount.isNegative()) ledger.move(account.margin, 'outside', currency, amount.negated());
		else ledger.move('outside', account.margin, currency, amount);
	}
	for (const order of plan.orders) writeOrder(account, order);
	for (const order of plan.cancelled) {
		account.cancelled.push(order.isStop ? writeStop(account, order) : writeOrder(account, order));
	}
	for (const operation of plan.operations) writeOperation(exchange, account, operation);
	writeMargin(exchange, account, plan);
}

function until(plan: Plan, nowMs: number): Plan {
	const began = <Row extends { atMs: number }>(rows: readonly Row[]) =>
		rows.filter(({ atMs }) => atMs <= nowMs);
	const created = <Row extends { createdMs: number }>(rows: readonly Row[]) =>
		rows.filter(({ createdMs }) => createdMs <= nowMs);
	return {
		trades: began(plan.trades),
		orders: created(plan.orders)
			.map((order) => ({ ...order, trades: began(order.trades) }))
			.filter(({ trades }) => trades.length > 0),
		cancelled: created(plan.cancelled),
		operations: created(plan.operations),
		marginEntries: began(plan.marginEntries),
		marginTrades: began(plan.marginTrades),
		cuts: plan.cuts,
	};
}

/** What the spot wallet holds after all rows. */
function spotSums(plan: Plan): Map<string, Money> {
	const sums = new Map<string, Money>();
	const add = (currency: string, amount: Money) =>
		sums.set(currency, (sums.get(currency) ?? ZERO).plus(amount));
	for (const { pair, side, quantity, amount, commission, commissionCurrency } of plan.trades) {
		const [base, quote] = pair.split('_');
		add(base, side === 'buy' ? quantity : quantity.negated());
		add(quote, side === 'buy' ? amount.negated() : amount);
		add(commissionCurrency, commission.negated());
	}
	for (const { type, currency, amount, status } of plan.operations) {
		if (status !== 'Cancelled') add(currency, type === 'deposit' ? amount : amount.negated());
	}
	for (const { type, currency, amount } of plan.marginEntries) {
		if (type === 'transfer') add(currency, amount.negated());
	}
	return sums;
}

function writeOrder(account: Account, planned: PastOrder): SpotOrder {
	const { id, pair, side, price, quantity, createdMs, trades } = planned;
	const filled = trades.length > 0;
	const order: SpotOrder = {
		kind: 'spot',
		id,
		clientId: trades[0]?.clientId ?? 0n,
		parentId: trades[0]?.parentId,
		account,
		owner: account.spot,
		pair,
		side,
		type: side,
		price,
		quantity,
		remaining: filled ? ZERO : quantity,
		reserved: ZERO,
		reservedCurrency: pair.split('_')[side === 'buy' ? 1 : 0],
		createdMs,
		status: filled ? 'filled' : 'cancelled',
		endedMs: trades.at(-1)?.atMs,
		trades: [...trades],
	};
	account.orders.set(id, order);
	for (const trade of trades) {
		const own = account.trades.get(pair);
		if (own) own.push(trade);
		else account.trades.set(pair, [trade]);
	}
	return order;
}

function writeStop(account: Account, planned: PastOrder): StopOrder {
	const { id, pair, side, price, quantity, createdMs } = planned;
	const order: StopOrder = {
		kind: 'stop',
		id,
		clientId: 0n,
		account,
		pair,
		side,
		quantity,
		triggerPrice: price,
		reserved: ZERO,
		reservedCurrency: pair.split('_')[side === 'buy' ? 1 : 0],
		createdMs,
		status: 'cancelled',
		endedMs: createdMs + 3_600_000,
		reason: 'user_canceled',
	};
	account.stops.set(id, order);
	return order;
}

function writeOperation(exchange: Exchange, account: Account, planned: PastOperation): void {
	const { isSwap: _, redeemedMs, ...operation } = planned;
	const { type, currency, amount, excode, createdMs } = operation;
	exchange.wallet.record({ ...operation, account, isWritten: true });
	if (excode === '') return;
	const isWaiting = type === 'withdraw' && redeemedMs === undefined;
	if (isWaiting) exchange.core.ledger.move('outside', 'codes', currency, amount);
	exchange.giftCodes.recall({
		code: excode,
		currency,
		amount,
		creator: account,
		createdMs,
		...(isWaiting ? {} : { usedMs: redeemedMs }),
	});
}

function writeMargin(exchange: Exchange, account: Account, plan: Plan): void {
	const { margin, nowMs } = exchange;
	margin.wallets.recall(plan.marginEntries.map((entry) => ({ ...entry, account })));
	for (const trade of plan.marginTrades) margin.recall(marginOrder(exchange, account, trade));

	const { pair, quantity, price, leverage, openedMs } = OPEN_POSITION;
	if (nowMs < openedMs) return;
	// It pays for what it borrows from now on only
	const size = [money(quantity), money(price), money(leverage)] as const;
	margin.positions.increase(account, margin.ruleOf(pair), 'long', ...size, nowMs);
	margin.positions.find(account, pair)!.createdMs = openedMs;
}

/** The market order of a trade. Its rules are those of a pair that is still there, with its own name. */
function marginOrder({ margin }: Exchange, account: Account, trade: PastMarginTrade): MarginOrder {
	const { orderId, pair: name, side, price, quantity, isMaker, atMs } = trade;
	const [base, quote] = name.split('_');
	const rules = margin.ruleOf(`${base}_USDC`);
	const style = isMaker ? 'limit' : 'market';
	return {
		id: orderId,
		clientId: 0n,
		account,
		rules: { ...rules, pair: { ...rules.pair, name, base, quote } },
		side,
		style,
		previousStyle: style,
		leverage: money('2'),
		reserved: ZERO,
		triggerPrice: ZERO,
		quantity,
		price: isMaker ? price : ZERO,
		stopPrice: ZERO,
		distance: ZERO,
		expire: 0,
		comment: '',
		createdMs: atMs,
		updatedMs: atMs,
		status: 'filled',
		trades: [{ ...trade, account }],
	};
}
