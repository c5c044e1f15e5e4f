import type { Account } from '../accounts.mts';
import type { Core } from '../core.mts';
import { min, type Money } from '../money.mts';

export interface MarginWalletEntry {
	id: bigint;
	account: Account;
	currency: string;
	/**
	 * What it was for: `trade`, `fee`, `funding`, a `transfer` from or to the spot wallet, or a
	 * `deposit` of what the account starts with. Our words.
	 */
	type: string;
	amount: Money;
	balance: Money;
	atMs: number;
}

/** Money moving in and out of margin wallets. */
export class MarginWallets {
	private readonly core: Core;
	private readonly entries: MarginWalletEntry[] = [];

	constructor(core: Core) {
		this.core = core;
	}

	of(account: Account): MarginWalletEntry[] {
		return this.entries.filter((entry) => entry.account === account);
	}

	free = (account: Account, currency: string): Money =>
		this.core.ledger.free(account.margin, currency);

	/** Puts entries in place that were made before the exchange opened. */
	recall(entries: readonly MarginWalletEntry[]): void {
		this.entries.push(...entries);
	}

	/** Brings in what an account starts with; there is no API to move money here (exmo-api/REST.md 6). */
	fund(account: Account, currency: string, amount: Money, atMs: number): void {
		this.core.ledger.move('outside', account.margin, currency, amount);
		this.note(account, currency, 'deposit', amount, atMs);
	}

	/** Pays what a closed position has earned, or takes what it lost: at most what is there. */
	settle(account: Account, currency: string, profit: Money, atMs: number): void {
		if (profit.isNegative()) {
			this.take(account, 'market', currency, profit.abs(), 'trade', atMs);
		} else {
			this.core.ledger.move('market', account.margin, currency, profit);
			this.note(account, currency, 'trade', profit, atMs);
		}
	}

	/** Takes a fee or a loss out of the free part of the wallet: at most what is there. */
	take(
		account: Account,
		to: 'fees' | 'lender' | 'market',
		currency: string,
		amount: Money,
		type: string,
		atMs: number,
	): void {
		const taken = min(amount, this.free(account, currency));
		this.core.ledger.move(account.margin, to, currency, taken);
		this.note(account, currency, type, taken.negated(), atMs);
	}

	private note(account: Account, currency: string, type: string, amount: Money, atMs: number) {
		if (amount.isZero()) return;
		const { ledger, ids } = this.core;
		const balance = ledger
			.free(account.margin, currency)
			.plus(ledger.reserved(account.margin, currency));
		const id = ids.next('margin');
		this.entries.push({ id, account, currency, type, amount, balance, atMs });
	}
}
