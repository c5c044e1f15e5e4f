// The account with a past of the wind-down's market, and the swap for the claim token.
import type { Account } from '../exchange/accounts.mts';
import type { Exchange } from '../exchange/exchange.mts';
import { money, text, ZERO } from '../exchange/money.mts';
import { CLAIM_TOKEN, CUT, NOTICE_MS } from './currencies.mts';
import { PAIRS } from './pairs.mts';
import { planOf } from './plan.mts';
import { writePlan } from './write.mts';

/**
 * What became of 29.4 % of each balance at the notice. How EXMO's lists show it is not known.
 *
 * - `rows`: swapped; each currency's share is a withdrawal in `wallet_operations`, the tokens a deposit
 * - `silent`: swapped, and no list tells of it
 * - `off`: nothing was swapped
 */
export const SWAPS = ['rows', 'silent', 'off'] as const;
export type Swap = (typeof SWAPS)[number];

const pasts = new WeakMap<Exchange, PastAccount[]>();

/** The accounts with a past of an exchange. */
export const pastsOf = (exchange: Exchange): readonly PastAccount[] => pasts.get(exchange) ?? [];

export class PastAccount {
	private readonly exchange: Exchange;
	private readonly account: Account;
	private readonly plan: ReturnType<typeof planOf>;
	private swap: Swap = 'rows';

	/** Writes the past of a seed into a fresh account. */
	constructor(exchange: Exchange, account: Account, seed: number) {
		this.exchange = exchange;
		this.account = account;
		this.plan = planOf(seed);
		writePlan(exchange, account, this.plan);
		pasts.set(exchange, [...pastsOf(exchange), this]);
	}

	/** Makes it as if the swap had been made so. Throws a sentence when the tokens are gone. */
	setSwap(swap: Swap): void {
		const { ledger } = this.exchange.core;
		const { spot } = this.account;
		const isDue = this.exchange.nowMs >= NOTICE_MS;
		const [was, willBe] = [this.swap, swap].map((one) => isDue && one !== 'off');
		for (const { currency, amount, tokens } of was === willBe ? [] : this.plan.cuts) {
			const [given, taken] = willBe
				? ([CLAIM_TOKEN, currency] as const)
				: ([currency, CLAIM_TOKEN] as const);
			const [gives, takes] = willBe ? [tokens, amount] : [amount, tokens];
			if (ledger.free(spot, taken).lt(takes)) {
				throw new Error(`There is too little ${taken} left to change the swap: reset first.`);
			}
			ledger.move(spot, 'outside', taken, takes);
			ledger.move('outside', spot, given, gives);
		}
		for (const { id, isSwap } of this.plan.operations) {
			if (isSwap && swap !== 'rows') this.exchange.shown.without.add(id);
			else this.exchange.shown.without.delete(id);
		}
		this.swap = swap;
	}

	/** What there is to find, for those who check what a client has found. */
	report(): Record<string, unknown> {
		const { account, exchange, plan, swap } = this;
		const pairs = PAIRS.filter(({ name }) => account.trades.has(name)).map(({ name, trace }) => ({
			pair: name,
			trades: account.trades.get(name)!.length,
			trace,
		}));
		return {
			account: account.name,
			swap,
			cutPercent: text(money(CUT).times(100)),
			noticeMs: NOTICE_MS,
			counts: {
				trades: pairs.reduce((sum, { trades }) => sum + trades, 0),
				operations: exchange.wallet.of(account).filter(({ id }) => !exchange.shown.without.has(id))
					.length,
				cancelledOrders: account.cancelled.length,
				marginTrades: exchange.margin.trades.filter((trade) => trade.account === account).length,
				marginEntries: exchange.margin.wallets.of(account).length,
				giftCodes: exchange.wallet.of(account).filter(({ excode }) => excode !== '').length,
			},
			pairs,
			cuts: Object.fromEntries(plan.cuts.map(({ currency, amount }) => [currency, text(amount)])),
			tokens: text(plan.cuts.reduce((sum, { tokens }) => sum.plus(tokens), ZERO)),
		};
	}
}
