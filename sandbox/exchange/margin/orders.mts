import type { Account } from '../accounts.mts';
import { ZERO, type Money } from '../money.mts';
import type { Side } from '../orderBook.mts';
import type { MarginRules } from './rules.mts';

/** The ten types are these five, with `_buy` or `_sell` (exmo-api/REST.md 6.1). */
export const MARGIN_STYLES = ['limit', 'market', 'stop', 'stop_limit', 'trailing_stop'] as const;
export type MarginStyle = (typeof MARGIN_STYLES)[number];

export interface MarginTerms {
	quantity: Money;
	price: Money;
	stopPrice: Money;
	/** Trailing stop: in units of the price; whether EXMO means percent is not known. */
	distance: Money;
	/** Unix seconds, 0: never. */
	expire: number;
	comment: string;
}

/** An order as it was asked for. */
export interface MarginRequest extends MarginTerms {
	pair: string;
	side: Side;
	style: MarginStyle;
	leverage: Money;
	clientId: bigint;
}

export interface MarginOrder extends MarginTerms {
	id: bigint;
	clientId: bigint;
	account: Account;
	rules: MarginRules;
	side: Side;
	style: MarginStyle;
	/** The style before a trigger changed it. */
	previousStyle: MarginStyle;
	leverage: Money;
	/** Locked in the margin wallet until it trades, in the quote currency. */
	reserved: Money;
	/** Trailing stop: where it fires now. */
	triggerPrice: Money;
	createdMs: number;
	updatedMs: number;
	status: 'active' | 'filled' | 'cancelled';
	trades: MarginTrade[];
}

export interface MarginTrade {
	id: bigint;
	orderId: bigint;
	account: Account;
	pair: string;
	side: Side;
	price: Money;
	quantity: Money;
	isMaker: boolean;
	atMs: number;
}

export interface MarginEvent {
	id: bigint;
	type: string;
	status: string;
	order: MarginOrder;
	trade?: MarginTrade;
	atMs: number;
}

export const marginType = (style: MarginStyle, side: Side): string => `${style}_${side}`;

/** The order that a request asks for; it gets its id and its reserve when it is accepted. */
export function createOrder(
	account: Account,
	rules: MarginRules,
	{ pair: _, ...asked }: MarginRequest,
	nowMs: number,
): MarginOrder {
	return {
		...asked,
		id: 0n,
		account,
		rules,
		previousStyle: asked.style,
		reserved: ZERO,
		triggerPrice: asked.stopPrice.isZero() ? asked.price : asked.stopPrice,
		createdMs: nowMs,
		updatedMs: nowMs,
		status: 'active',
		trades: [],
	};
}
