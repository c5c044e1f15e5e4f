// Deposits, withdrawals and gift codes of the account with a past.
import { createHash } from 'node:crypto';
import { floor8, money, ZERO, type Money } from '../exchange/money.mts';
import type { Noise } from '../market/noise.mts';
import { CLAIM_TOKEN, CURRENCIES, CUT, NOTICE_MS } from './currencies.mts';
import { NO_ROUBLES_MS, TIDIED_MS } from './pairs.mts';
import type { Cut, PastOperation } from './rows.mts';
import { worth, type SpotWallet } from './spot.mts';

/** An operation before it has IDs, addresses and hashes of its own. */
export type Movement = Pick<PastOperation, 'type' | 'currency' | 'provider' | 'amount'> &
	Partial<Omit<PastOperation, 'id' | 'taskId'>> & { readonly createdMs: number };

const MINUTE_MS = 60_000;

/** Names of networks, as `payments/providers/crypto/list` has them; the others are our words. */
const NETWORKS: Readonly<Record<string, string>> = { USDT: 'USDT (TRC20)', USDC: 'USDC (ERC20)' };
const FIAT_PROVIDERS: Readonly<Record<string, string>> = { EUR: 'SEPA', GBP: 'Faster Payments' };

const networkOf = (currency: string): string =>
	CURRENCIES[currency].kind === 'fiat'
		? (FIAT_PROVIDERS[currency] ?? 'Card')
		: (NETWORKS[currency] ?? currency);

/** Currencies that come and go by themselves. */
const FREE = Object.entries(CURRENCIES).filter(
	([name, { onlyTraded, onlyTouched }]) => !onlyTraded && !onlyTouched && name !== 'EXM',
);
const COINS = FREE.filter(([, { kind }]) => kind !== 'fiat').map(([name]) => name);
const FIATS = FREE.filter(([, { kind }]) => kind === 'fiat').map(([name]) => name);
const CODES = ['USD', 'USDT', 'BTC', 'EUR'];
const FIRST_DEPOSITS = ['USD', 'EUR', 'UAH', 'RUB', 'PLN', 'GBP', 'USDT', 'BTC', 'ETH', 'USDC'];

export class Operations {
	readonly made: Movement[] = [];
	private readonly noise: Noise;
	private readonly wallet: SpotWallet;

	constructor(noise: Noise, wallet: SpotWallet) {
		this.noise = noise;
		this.wallet = wallet;
	}

	/** How many rows `first` makes. */
	static readonly FIRST = FIRST_DEPOSITS.length;

	/** What everything is paid with at the beginning. */
	first(fromMs: number): void {
		FIRST_DEPOSITS.forEach((currency, index) => {
			const atMs = fromMs + index * MINUTE_MS;
			this.deposit(currency, worth(this.noise, currency, 4_000, atMs), atMs);
		});
	}

	/** One of those that come by chance. `index` numbers them. */
	any(index: number, atMs: number): void {
		const draw = (what: string) => this.noise.uniform(`operation ${what}`, index);
		const pick = <T,>(list: readonly T[], what: string) =>
			list[Math.floor(draw(what) * list.length)];
		const coin = pick(COINS, 'coin');
		const fiats = FIATS.filter((name) => name !== 'RUB' || atMs < NO_ROUBLES_MS - 86_400_000);
		const fiat = pick(fiats, 'fiat');
		const size = (currency: string, usd: number) =>
			worth(this.noise, currency, usd * (0.2 + draw('size')), atMs);
		const kind = index % 50;

		if (kind < 14) return this.deposit(coin, size(coin, 400), atMs);
		if (kind < 26) return this.deposit(fiat, size(fiat, 600), atMs);
		if (kind < 38) return this.withdrawPart(this.richest(COINS, atMs), draw('part'), atMs);
		if (kind < 41) return this.withdrawPart(this.richest(fiats, atMs), draw('part'), atMs);
		if (kind < 44) return this.giftCode('withdraw', pick(CODES, 'code'), index, atMs);
		if (kind < 46) return this.giftCode('deposit', pick(CODES, 'code'), index, atMs);
		if (kind < 48) return this.bonus('Cashback', 'EXM', size('EXM', 2), atMs);
		if (kind < 49) return this.bonus('Referral program', 'USDT', size('USDT', 5), atMs);
		return this.cancelled(coin, size(coin, 50), atMs);
	}

	deposit(currency: string, amount: Money, atMs: number): void {
		const provider = networkOf(currency);
		this.note({ type: 'deposit', currency, provider, amount, createdMs: atMs });
	}

	/** The fee is part of the amount (exmo-api/REST.md 4.5). */
	withdraw(currency: string, amount: Money, atMs: number, more: Partial<Movement> = {}): void {
		const commission = floor8(amount.div(200));
		const provider = networkOf(currency);
		this.note({
			type: 'withdraw',
			currency,
			provider,
			amount,
			commission,
			createdMs: atMs,
			...more,
		});
	}

	/** A withdrawal that came to nothing: the amount stays. */
	cancelled(currency: string, amount: Money, atMs: number): void {
		const error = 'Cancelled by the user';
		this.withdraw(currency, amount, atMs, { status: 'Cancelled', error, paidMs: Infinity });
	}

	/** Takes all roubles out, before nobody trades them any more. */
	endRoubles(atMs: number): void {
		this.withdraw('RUB', this.wallet.balance('RUB'), atMs);
	}

	/** Currencies that `tidyUp` brings to what is to be left of them, one row each. */
	static readonly TIDIED: readonly string[] = Object.entries(CURRENCIES)
		.filter(([name, { onlyTraded }]) => !onlyTraded && name !== 'RUB')
		.map(([name]) => name);

	/** Brings every currency to what is to be left at the notice. */
	tidyUp(): void {
		Operations.TIDIED.forEach((currency, index) => {
			const atMs = TIDIED_MS + index * 90 * MINUTE_MS;
			const over = this.wallet.balance(currency).minus(CURRENCIES[currency].kept ?? '0');
			if (over.isZero()) throw new Error(`The past has nothing to tidy up in ${currency}.`);
			if (over.isPositive()) this.withdraw(currency, over, atMs);
			else this.deposit(currency, over.negated(), atMs);
		});
	}

	/** The swap for the claim token: a row for each currency, and one for the tokens. */
	swap(cuts: readonly Cut[]): void {
		const more = { provider: CLAIM_TOKEN, createdMs: NOTICE_MS, isSwap: true } as const;
		for (const { currency, amount } of cuts) {
			this.note({ type: 'withdraw', currency, amount, ...more });
		}
		const amount = cuts.reduce((sum, { tokens }) => sum.plus(tokens), ZERO);
		this.note({ type: 'deposit', currency: CLAIM_TOKEN, amount, ...more });
	}

	private withdrawPart(currency: string, drawn: number, atMs: number): void {
		const digits = CURRENCIES[currency].kind === 'fiat' ? 2 : 6;
		const part = this.wallet.balance(currency).times((0.03 + drawn * 0.15).toFixed(4));
		this.withdraw(currency, part.toDecimalPlaces(digits, 1), atMs);
	}

	private giftCode(type: Movement['type'], currency: string, index: number, atMs: number): void {
		const wanted = worth(this.noise, currency, 25, atMs);
		const amount = wanted.lt(this.wallet.balance(currency)) ? wanted : money('0.0001');
		const secret = createHash('sha1').update(`past code ${index}`).digest('hex');
		this.note({
			type,
			currency,
			provider: 'EXCODE',
			amount,
			createdMs: atMs,
			excode: `EX-CODE_${10_000 + index}_${currency}${secret}`,
			// Every third of its own codes was never redeemed
			redeemedMs: type === 'deposit' ? atMs : index % 3 === 0 ? undefined : atMs + 7_200_000,
		});
	}

	private bonus(provider: string, currency: string, amount: Money, atMs: number): void {
		this.note({ type: 'deposit', currency, provider, amount, createdMs: atMs });
	}

	private richest(currencies: readonly string[], atMs: number): string {
		const usd = (currency: string) => this.wallet.usd(currency, atMs);
		return currencies.reduce((most, one) => (usd(one) > usd(most) ? one : most));
	}

	private note(movement: Movement): void {
		const { type, currency, amount, status } = movement;
		if (!amount.isPositive() || amount.isZero()) {
			throw new Error(`The past moves no ${currency} at ${movement.createdMs}.`);
		}
		if (status !== 'Cancelled') {
			this.wallet.add(currency, type === 'deposit' ? amount : amount.negated());
		}
		this.made.push(movement);
	}
}

/** The share of each currency's balances, spot and margin together, that is swapped. */
export function cutOf(currency: string, balance: Money): Cut {
	const amount = floor8(balance.times(CUT));
	return { currency, amount, tokens: floor8(amount.times(CURRENCIES[currency].claim ?? '0')) };
}
