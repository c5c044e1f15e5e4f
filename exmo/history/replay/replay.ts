/** The history, replayed: what the rows say that the account has of each currency. */
import { add, isNegative, isZero, ZERO, type Decimal } from '../../money/decimal';
import type { Entry, LedgerEvent } from '../ledger/event';
import { NOTICE } from './notice';

/** What may be counted in another way than it is. */
export interface Doubt {
	readonly id: string;
	readonly amount: Decimal;
	readonly note: string;
}

/** What the rows say of one currency. */
export interface CurrencyReplay {
	readonly replayed: Decimal;
	readonly rowCount: number;
	/** Withdrawals that are under way: counted as gone. Negative. */
	readonly leaving: readonly Doubt[];
	/** Deposits that are under way: not counted. Positive. */
	readonly arriving: readonly Doubt[];
	/** What rows of unknown meaning name: not counted. */
	readonly unknown: readonly Doubt[];
	/** Fees that were counted as part of the amount that was withdrawn: negative. */
	readonly withdrawalFees: Decimal;
	/** Fees of deposits, which are not counted: positive. */
	readonly depositFees: Decimal;
	/** Rows that leave their fee in this currency open. */
	readonly withoutFee: number;
	/** Rows that were read by their own words. */
	readonly inferred: number;
	/** The balances that the currency had on the day of the notice, one after the other. */
	readonly atNotice: readonly Decimal[];
}

interface Account {
	replayed: Decimal;
	rowCount: number;
	leaving: Doubt[];
	arriving: Doubt[];
	unknown: Doubt[];
	withdrawalFees: Decimal;
	depositFees: Decimal;
	withoutFee: number;
	inferred: number;
	beforeNotice: Decimal;
	onNoticeDay: Array<{ time: number; amount: Decimal }>;
}

const emptyAccount = (): Account => ({
	...{ replayed: ZERO, rowCount: 0, leaving: [], arriving: [], unknown: [] },
	...{ withdrawalFees: ZERO, depositFees: ZERO, withoutFee: 0, inferred: 0 },
	...{ beforeNotice: ZERO, onNoticeDay: [] },
});

/** Rows come in any order; what is kept grows with the currencies and with what is in doubt, not with the rows. */
export class Replay {
	private readonly accounts = new Map<string, Account>();
	private readonly unread: Doubt[] = [];

	add(event: LedgerEvent): void {
		const { id, note, entries } = event;
		if (event.meaning === 'nothing') return;
		if (event.meaning === 'unknown' && entries.length === 0) {
			this.unread.push({ id, note, amount: ZERO });
		}
		for (const currency of new Set(entries.map((entry) => entry.currency))) {
			const account = this.account(currency);
			const own = entries.filter((entry) => entry.currency === currency);
			const amount = own.reduce((sum, entry) => add(sum, entry.amount), ZERO);
			account.rowCount += 1;
			if (event.isInferred) account.inferred += 1;
			const doubt: Doubt = { id, note, amount };
			if (event.meaning === 'unknown') account.unknown.push(doubt);
			else if (event.meaning === 'underWay' && !isNegative(amount)) account.arriving.push(doubt);
			else this.book(account, event, own, doubt);
		}
	}

	private book(account: Account, event: LedgerEvent, own: Entry[], doubt: Doubt): void {
		if (event.meaning === 'underWay') account.leaving.push(doubt);
		account.replayed = add(account.replayed, doubt.amount);
		const fee = own.find(({ kind }) => kind === 'fee');
		if (event.source === 'wallet' && fee) {
			account.withdrawalFees = add(account.withdrawalFees, fee.amount);
		}
		if (event.uncountedFee) account.depositFees = add(account.depositFees, event.uncountedFee);
		if (event.hasNoFee && fee) account.withoutFee += 1;
		const { time } = event;
		if (time < NOTICE.from) account.beforeNotice = add(account.beforeNotice, doubt.amount);
		else if (time < NOTICE.to) account.onNoticeDay.push({ time, amount: doubt.amount });
	}

	/** Rows of unknown meaning that do not even name a currency that can be read. */
	get unreadRows(): readonly Doubt[] {
		return this.unread;
	}

	currencies(): string[] {
		return [...this.accounts.keys()];
	}

	/** What the rows say of the currency; nothing when no row names it. */
	of(currency: string): CurrencyReplay {
		const { beforeNotice, onNoticeDay, ...account } = this.accounts.get(currency) ?? emptyAccount();
		const atNotice = [beforeNotice];
		for (const { amount } of onNoticeDay.toSorted((a, b) => a.time - b.time)) {
			atNotice.push(add(atNotice[atNotice.length - 1], amount));
		}
		return { ...account, atNotice: atNotice.filter((balance) => !isZero(balance)) };
	}

	private account(currency: string): Account {
		let account = this.accounts.get(currency);
		if (!account) this.accounts.set(currency, (account = emptyAccount()));
		return account;
	}
}
