// The rows of the account with a past as they are planned, before they belong to an account.
import type { OwnTrade } from '../exchange/accounts.mts';
import type { Money } from '../exchange/money.mts';
import type { Side } from '../exchange/orderBook.mts';
import type { WalletOperation } from '../exchange/wallet.mts';

/** A row of `wallet_operations`, and whether it stands for the swap for the claim token. */
export type PastOperation = Omit<WalletOperation, 'account'> & {
	readonly isSwap?: true;
	/** Of a gift code: when it was redeemed, if it was. */
	readonly redeemedMs?: number;
};

/** Filled by one or more of the trades, or cancelled; a stop order if it has a trigger. */
export interface PastOrder {
	readonly id: bigint;
	readonly isStop: boolean;
	readonly pair: string;
	readonly side: Side;
	readonly price: Money;
	readonly quantity: Money;
	readonly createdMs: number;
	readonly trades: readonly OwnTrade[];
}

/** A movement of the margin wallet: `amount` is what it got. */
export interface PastMarginEntry {
	readonly id: bigint;
	readonly currency: string;
	readonly type: 'transfer' | 'trade' | 'fee' | 'funding';
	readonly amount: Money;
	readonly balance: Money;
	readonly atMs: number;
}

export interface PastMarginTrade {
	readonly id: bigint;
	readonly orderId: bigint;
	readonly pair: string;
	readonly side: Side;
	readonly price: Money;
	readonly quantity: Money;
	readonly isMaker: boolean;
	readonly atMs: number;
}

/** A currency's share that was swapped, and what it was worth in claim tokens. */
export interface Cut {
	readonly currency: string;
	readonly amount: Money;
	readonly tokens: Money;
}

export interface Plan {
	readonly trades: readonly OwnTrade[];
	readonly orders: readonly PastOrder[];
	readonly cancelled: readonly PastOrder[];
	/** Those of the swap are among them. */
	readonly operations: readonly PastOperation[];
	readonly marginEntries: readonly PastMarginEntry[];
	readonly marginTrades: readonly PastMarginTrade[];
	readonly cuts: readonly Cut[];
}
