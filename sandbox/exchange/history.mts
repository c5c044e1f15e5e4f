import { Noise } from '../market/noise.mts';
import type { PairRules } from '../market/market.mts';
import type { Exchange } from './exchange.mts';
import { floor8, money, percentOf, ZERO, type Money } from './money.mts';
import type { Account, SpotOrder } from './accounts.mts';

export interface HistoryPlan {
	/** Own trades, spread over the first `pairs` pairs of the market, in turn. */
	trades: number;
	pairs: number;
	/** Deposits and withdrawals together, at least one a currency that is needed. */
	operations: number;
	/** Orders that were cancelled without a trade. */
	cancelled: number;
	seed: number;
	fromMs: number;
	toMs: number;
}

/**
 * Gives a fresh account a past: trades at the prices of their time, paid for by deposits, fees
 * included, so that its balances are what the rows add up to. Returns how many rows there are.
 */
export function writeHistory(
	exchange: Exchange,
	account: Account,
	plan: HistoryPlan,
): { trades: number; operations: number; cancelled: number } {
	if (account.trades.size > 0 || exchange.wallet.of(account).length > 0) {
		throw new Error(`The account "${account.name}" has a history already.`);
	}
	const noise = new Noise(plan.seed);
	const pairs = exchange.core.market.pairs.slice(0, plan.pairs);
	const times = (name: string, count: number) =>
		Array.from({ length: count }, (_, index) =>
			Math.floor(plan.fromMs + noise.uniform(name, index) * (plan.toMs - plan.fromMs)),
		).sort((a, b) => a - b);

	const trades = times('trade', plan.trades).map((atMs, index) =>
		invent(exchange, noise, pairs[index % pairs.length], index, atMs),
	);
	const operations = writeOperations(exchange, account, plan, needs(trades), times);
	for (const trade of trades) writeTrade(exchange, account, trade);
	times('cancelled', plan.cancelled).forEach((atMs, index) => {
		const offer = invent(exchange, noise, pairs[index % pairs.length], plan.trades + index, atMs);
		account.cancelled.push(writeOrder(exchange, account, offer, 'cancelled'));
	});
	return { trades: trades.length, operations, cancelled: plan.cancelled };
}

interface Deal {
	rules: PairRules;
	side: 'buy' | 'sell';
	execType: 'maker' | 'taker';
	price: Money;
	quantity: Money;
	amount: Money;
	atMs: number;
}

function invent(exchange: Exchange, noise: Noise, rules: PairRules, index: number, atMs: number) {
	const price = money(exchange.core.market.price(rules, atMs).toFixed(rules.pricePrecision));
	const size = (1 + 20 * noise.uniform('size', index)).toFixed(4);
	const quantity = floor8(money(rules.minQuantity).times(size));
	const deal: Deal = {
		rules,
		side: noise.uniform('side', index) < 0.5 ? 'buy' : 'sell',
		execType: noise.uniform('exec type', index) < 0.5 ? 'maker' : 'taker',
		price,
		quantity,
		amount: floor8(price.times(quantity)),
		atMs,
	};
	return deal;
}

/** What a deal takes, gives, and costs. */
function flows({ rules, side, execType, quantity, amount }: Deal) {
	const [out, into] = side === 'buy' ? [rules.quote, rules.base] : [rules.base, rules.quote];
	const [paid, received] = side === 'buy' ? [amount, quantity] : [quantity, amount];
	const percent = execType === 'taker' ? rules.takerPercent : rules.makerPercent;
	return { out, into, paid, received, percent, commission: percentOf(percent, received) };
}

/** How much of each currency has to be there at the start, so that nothing is ever overdrawn. */
function needs(deals: Deal[]): Map<string, Money> {
	const balance = new Map<string, Money>();
	const lowest = new Map<string, Money>();
	for (const deal of deals) {
		const { out, into, paid, received, commission } = flows(deal);
		const left = (balance.get(out) ?? ZERO).minus(paid);
		balance.set(out, left);
		if (left.lt(lowest.get(out) ?? ZERO)) lowest.set(out, left);
		balance.set(into, (balance.get(into) ?? ZERO).plus(received).minus(commission));
	}
	return new Map([...lowest].map(([currency, most]) => [currency, most.negated()]));
}

/** First what is needed, then small sums in and out again in turn. Returns how many rows. */
function writeOperations(
	{ core, wallet }: Exchange,
	account: Account,
	plan: HistoryPlan,
	needed: Map<string, Money>,
	times: (name: string, count: number) => number[],
): number {
	for (const [currency, amount] of needed) {
		wallet.deposit(account, currency, amount, plan.fromMs - 1000);
	}
	const more = Math.max(0, plan.operations - needed.size);
	const currencies = [...new Set(core.market.networks.map(({ currency }) => currency))];
	times('operation', more).forEach((atMs, index) => {
		// A deposit and the withdrawal after it are of one currency and one amount.
		const turn = index >> 1;
		const currency = currencies[turn % currencies.length];
		const amount = money('0.5').plus(money(turn).div(1000));
		if (index % 2 === 0) return void wallet.deposit(account, currency, amount, atMs);
		core.ledger.move(account.spot, 'outside', currency, amount);
		wallet.record({
			account,
			type: 'withdraw',
			currency,
			provider: currency,
			amount,
			createdMs: atMs,
			paidMs: atMs + 60_000,
			address: `sandboxhistory${turn}`,
			isWritten: true,
		});
	});
	return needed.size + more;
}

function writeTrade(exchange: Exchange, account: Account, deal: Deal): void {
	const { ledger, ids } = exchange.core;
	const { out, into, paid, received, percent, commission } = flows(deal);
	ledger.move(account.spot, 'market', out, paid);
	ledger.move('market', account.spot, into, received);
	ledger.move(account.spot, 'fees', into, commission);

	const order = writeOrder(exchange, account, deal, 'filled');
	const trade = {
		id: ids.next('trade'),
		orderId: order.id,
		clientId: 0n,
		atMs: deal.atMs,
		pair: deal.rules.name,
		side: deal.side,
		price: deal.price,
		quantity: deal.quantity,
		amount: deal.amount,
		execType: deal.execType,
		commission,
		commissionCurrency: into,
		commissionPercent: percent,
	};
	order.trades.push(trade);
	const trades = account.trades.get(trade.pair) ?? [];
	account.trades.set(trade.pair, trades);
	trades.push(trade);
}

function writeOrder(
	exchange: Exchange,
	account: Account,
	deal: Deal,
	status: 'filled' | 'cancelled',
): SpotOrder {
	const order: SpotOrder = {
		kind: 'spot',
		id: exchange.core.ids.next('order'),
		clientId: 0n,
		account,
		owner: account.spot,
		pair: deal.rules.name,
		side: deal.side,
		type: deal.side,
		price: deal.price,
		quantity: deal.quantity,
		remaining: status === 'filled' ? ZERO : deal.quantity,
		reserved: ZERO,
		reservedCurrency: flows(deal).out,
		createdMs: deal.atMs,
		status,
		trades: [],
	};
	account.orders.set(order.id, order);
	return order;
}
