import type { Money } from './money.mts';
import type { Resting, Side } from './orderBook.mts';

export type Permission = 'read' | 'trade' | 'withdraw' | 'excode';

export interface ApiKey {
	key: string;
	secret: string;
	permissions: readonly Permission[];
}

/** A fill as its owner sees it. */
export interface OwnTrade {
	id: bigint;
	orderId: bigint;
	parentId?: bigint;
	clientId: bigint;
	atMs: number;
	pair: string;
	side: 'buy' | 'sell';
	price: Money;
	quantity: Money;
	amount: Money;
	/** Empty on old trades, which then tell of no fee either (exmo-api/REST.md 3.7). */
	execType: 'taker' | 'maker' | '';
	commission: Money;
	commissionCurrency: string;
	commissionPercent: string;
}

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

export interface Account {
	name: string;
	uid: number;
	/** The account's names in the ledger. */
	spot: string;
	margin: string;
	/** Own fills by pair, oldest first. */
	trades: Map<string, OwnTrade[]>;
	/** Every order ever accepted, by id. */
	orders: Map<bigint, SpotOrder>;
	open: Set<SpotOrder>;
	stops: Map<bigint, StopOrder>;
	/** Orders cancelled with something left, oldest first. */
	cancelled: (SpotOrder | StopOrder)[];
}

const FIRST_UID = 4_200_017;

/** A fresh account; `index` makes its uid. */
export function createAccount(name: string, index: number): Account {
	const uid = FIRST_UID + index;
	return {
		name,
		uid,
		spot: `spot:${uid}`,
		margin: `margin:${uid}`,
		trades: new Map(),
		orders: new Map(),
		open: new Set(),
		stops: new Map(),
		cancelled: [],
	};
}
