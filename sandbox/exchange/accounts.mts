import type { Exchange } from './exchange.mts';
import type { Money } from './money.mts';
import type { SpotOrder, StopOrder } from './orders.mts';

export type Permission = 'read' | 'trade' | 'withdraw' | 'excode';

export interface ApiKey {
	key: string;
	secret: string;
	permissions: readonly Permission[];
}

/** One account as the sandbox is started with it. Amounts are decimal strings. */
export interface AccountSeed {
	name: string;
	keys: Record<string, ApiKey>;
	balances?: Record<string, string>;
	/** What the margin wallet holds; there is no API to move money there (exmo-api/REST.md 6). */
	marginBalances?: Record<string, string>;
	/** Writes what the account has done before the exchange opened. */
	writePast?(exchange: Exchange, account: Account): void;
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
