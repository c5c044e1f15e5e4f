import type { Account, OwnTrade } from './accounts.mts';
import type { Resting, Side } from './orderBook.mts';
import type { Money } from './money.mts';

export type ExecType = 'post_only' | 'ioc' | 'fok';

/** A limit or market order of an account, from its acceptance to its end. */
export interface SpotOrder extends Resting {
	kind: 'spot';
	id: bigint;
	/** 0 when none was sent. */
	clientId: bigint;
	/** The stop order that fired this one. */
	parentId?: bigint;
	account: Account;
	pair: string;
	/** `buy`, `sell` or a `market_...` type, as it was sent. */
	type: string;
	execType?: ExecType;
	/** Base quantity at the start; `remaining` is what is left of it. */
	quantity: Money;
	/** What is still locked for it, in `reservedCurrency`. */
	reserved: Money;
	reservedCurrency: string;
	createdMs: number;
	status: 'open' | 'filled' | 'cancelled';
	/** When it was filled or cancelled. */
	endedMs?: number;
	trades: OwnTrade[];
}

/** An order that becomes a market order when the last price reaches its trigger. */
export interface StopOrder {
	kind: 'stop';
	id: bigint;
	clientId: bigint;
	account: Account;
	pair: string;
	side: Side;
	quantity: Money;
	triggerPrice: Money;
	reserved: Money;
	reservedCurrency: string;
	createdMs: number;
	status: 'open' | 'fired' | 'cancelled';
	/** When it fired or was cancelled. */
	endedMs?: number;
	reason?: string;
}
