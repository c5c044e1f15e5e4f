// The spot wallet of the account with a past while its history is made up, row after row.
import { floor8, money, percentOf, ZERO, type Money } from '../exchange/money.mts';
import type { Side } from '../exchange/orderBook.mts';
import type { Noise } from '../market/noise.mts';
import { CURRENCIES } from './currencies.mts';
import type { PastPair } from './pairs.mts';
import { rounded, usdAt } from './prices.mts';

/** A trade before it has IDs. */
export interface Deal {
	readonly pair: string;
	readonly side: Side;
	readonly price: Money;
	readonly quantity: Money;
	readonly amount: Money;
	/** Empty on trades of 2020, as EXMO was seen to have it on old ones (exmo-api/REST.md 3.7). */
	readonly execType: 'taker' | 'maker' | '';
	readonly percent: string;
	readonly commission: Money;
	readonly commissionCurrency: string;
	/** One more trade of the order before. */
	readonly isContinued: boolean;
	readonly atMs: number;
}

const NO_FEE_BEFORE_MS = Date.UTC(2020, 4, 1);
const LOWER_FEES_MS = Date.UTC(2023, 0, 1);
/** Only a part of what is there is ever traded, so that something is always left for the next trade. */
const MAX_SHARE = 0.08;

export class SpotWallet {
	private readonly noise: Noise;
	private readonly held = new Map<string, Money>();
	private readonly tradesLeft = new Map<string, number>();
	private readonly latest = new Map<string, Deal>();

	constructor(noise: Noise, pairs: readonly PastPair[]) {
		this.noise = noise;
		for (const { name, trades } of pairs) {
			for (const currency of name.split('_')) {
				this.tradesLeft.set(currency, (this.tradesLeft.get(currency) ?? 0) + trades);
			}
		}
	}

	get currencies(): string[] {
		return [...this.held.keys()];
	}

	balance(currency: string): Money {
		return this.held.get(currency) ?? ZERO;
	}

	/** Adds an amount, or takes a negative one. */
	add(currency: string, amount: Money): void {
		const left = this.balance(currency).plus(amount);
		if (left.isNegative()) throw new Error(`The past has ${left.toFixed()} ${currency}.`);
		this.held.set(currency, left);
	}

	usd(currency: string, atMs: number): number {
		return Number(this.balance(currency)) * usdAt(this.noise, currency, atMs);
	}

	/** Trades on a pair, in the direction that there is more money for. `index` numbers the trades. */
	trade({ name, trace }: PastPair, index: number, atMs: number): Deal {
		const [base, quote] = name.split('_');
		const draw = (what: string) => this.noise.uniform(what, index);
		const [baseUsd, quoteUsd] = [this.usd(base, atMs), this.usd(quote, atMs)];
		const before = this.latest.get(name);
		const endsBase = CURRENCIES[base].onlyTraded === true && this.tradesLeft.get(base) === 1;
		const sells = endsBase || draw('side') < baseUsd / (baseUsd + quoteUsd);
		const side = sells ? 'sell' : 'buy';
		const isContinued = before?.side === side && draw('continued') < 0.15 && !endsBase;

		const price = isContinued ? before.price : this.priceOf(name, trace, side, atMs);
		const share = (0.05 + draw('share')) * MAX_SHARE;
		const whole = this.balance(sells ? base : quote);
		const part = (Number(whole) * share) / (sells ? 1 : Number(price));
		const quantity = endsBase ? whole : rounded(part, 6);
		const amount = floor8(price.times(quantity));
		if (amount.isZero() || quantity.isZero()) throw new Error(`The past trades no ${name}.`);

		const isOld = atMs < NO_FEE_BEFORE_MS;
		const execType = isContinued || draw('maker') < 0.4 ? 'maker' : 'taker';
		const percent = isOld ? '0' : percentFor(trace, base, quote, execType, atMs);
		const [commissionCurrency, received] = sells ? [quote, amount] : [base, quantity];
		const commission = percentOf(percent, received);
		this.add(sells ? base : quote, (sells ? quantity : amount).negated());
		this.add(commissionCurrency, received.minus(commission));
		for (const currency of [base, quote]) {
			this.tradesLeft.set(currency, this.tradesLeft.get(currency)! - 1);
		}
		const deal: Deal = {
			pair: name,
			side,
			price,
			quantity,
			amount,
			execType: isOld ? '' : execType,
			percent,
			commission,
			commissionCurrency,
			isContinued,
			atMs,
		};
		this.latest.set(name, deal);
		return deal;
	}

	/** In the wind-down at the market's one quote, a tenth away from the middle; before, at its time's price. */
	private priceOf(pair: string, trace: PastPair['trace'], side: Side, atMs: number): Money {
		const [base, quote] = pair.split('_');
		if (trace === 'listed') {
			return rounded(Number(CURRENCIES[base].claim) * (side === 'buy' ? 1.1 : 0.9), 5);
		}
		return rounded(usdAt(this.noise, base, atMs) / usdAt(this.noise, quote, atMs), 6);
	}
}

function percentFor(
	trace: PastPair['trace'],
	base: string,
	quote: string,
	execType: 'maker' | 'taker',
	atMs: number,
): string {
	if (trace === 'listed') return '1';
	if (base === 'EXM' || quote === 'EXM') return '0';
	if (CURRENCIES[base].kind !== 'coin') return '0.3';
	if (atMs < LOWER_FEES_MS) return execType === 'maker' ? '0.3' : '0.4';
	return execType === 'maker' ? '0.1' : '0.2';
}

/** An amount of a currency that is worth about so many USD. */
export const worth = (noise: Noise, currency: string, usd: number, atMs: number): Money =>
	money(rounded(usd / usdAt(noise, currency, atMs), CURRENCIES[currency].kind === 'fiat' ? 4 : 6));
