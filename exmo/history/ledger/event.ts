/** What a row of the history did to the account's balances. */
import type { Decimal } from '../../money/decimal';
import type { RowSource } from '../rows';

export type EntryKind =
	| 'bought'
	| 'sold'
	| 'fee'
	| 'deposit'
	| 'withdrawal'
	| 'cashback'
	| 'referral'
	| 'giftCodeIn'
	| 'giftCodeOut'
	/** Between the spot wallet and the margin wallet: the account as a whole keeps it. */
	| 'marginIn'
	| 'marginOut'
	| 'marginProfit'
	| 'marginFee'
	| 'unknown';

/** A change of one currency. */
export interface Entry {
	readonly kind: EntryKind;
	readonly currency: string;
	/** Positive when it came in, negative when it went out. */
	readonly amount: Decimal;
}

/**
 * `done` - its entries have happened;
 * `underWay` - they are not over: whether EXMO has booked them already is not known;
 * `nothing` - it moved nothing, such as a cancelled order;
 * `unknown` - what it did cannot be told: it is kept, and not guessed.
 */
export type Meaning = 'done' | 'underWay' | 'nothing' | 'unknown';

export interface LedgerEvent {
	/** The same for the same row in every export, e.g. "trade-812345678". */
	readonly id: string;
	readonly source: RowSource;
	/** Unix seconds; 0 when the row does not tell. */
	readonly time: number;
	readonly meaning: Meaning;
	/** Of an unknown row: the amounts that it names, with the sign that it has. They are not counted. */
	readonly entries: readonly Entry[];
	/** The fee of a deposit: whether the amount is before or after it is not known, so it is not counted. */
	readonly uncountedFee?: Decimal;
	/** Whether the row leaves its fee open (REST.md 3.7): it counts as none. */
	readonly hasNoFee?: boolean;
	/** Whether it is read by its own words, since the form of such rows is documented nowhere. */
	readonly isInferred?: boolean;
	/** For a person: the pair, the provider, or why the meaning is not known. */
	readonly note: string;
	/** The blockchain's ID, where there is one. */
	readonly transactionId: string;
}
