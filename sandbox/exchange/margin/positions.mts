import type { Account } from '../accounts.mts';
import type { Core } from '../core.mts';
import { floor8, min, percentOf, round8, ZERO, type Money } from '../money.mts';
import { refuse } from '../refusal.mts';
import {
	fundingFee,
	isAtOrBeyond,
	liquidationPrice,
	profit,
	removableMargin,
	type Position,
} from './position.mts';
import { FUNDING_EVERY_MS, type MarginRules } from './rules.mts';
import type { MarginWallets } from './wallet.mts';

export interface Liquidation {
	id: bigint;
	position: Position;
	price: Money;
	quantity: Money;
	atMs: number;
}

/** An amount that the user put into a position's margin, or took out of it. */
export interface MarginChange {
	id: bigint;
	position: Position;
	type: 'add' | 'remove';
	amount: Money;
	atMs: number;
}

/** A position as it was left by a change; a quantity of zero ends it. */
export interface PositionState {
	position: Position;
	atMs: number;
}

/** One position an account and pair: grows, shrinks, pays for what it borrowed, is liquidated. */
export class Positions {
	readonly liquidations: Liquidation[] = [];
	/** What users added and removed, in that order. */
	readonly changes: MarginChange[] = [];
	/** Every state of every position, the oldest first. */
	readonly states: PositionState[] = [];
	private readonly core: Core;
	private readonly wallets: MarginWallets;
	private readonly changed: (position: Position) => void;
	private open: Position[] = [];

	constructor(core: Core, wallets: MarginWallets, changed: (position: Position) => void) {
		this.core = core;
		this.wallets = wallets;
		this.changed = (position) => {
			this.states.push({ position: { ...position }, atMs: core.clock.now() });
			changed(position);
		};
	}

	of(account: Account): Position[] {
		return this.open.filter((position) => position.account === account);
	}

	inPair(pair: string): Position[] {
		return this.open.filter(({ rules }) => rules.pair.name === pair);
	}

	find(account: Account, pair: string): Position | undefined {
		return this.of(account).find(({ rules }) => rules.pair.name === pair);
	}

	/** Throws a Refusal when the account has no such position. */
	get(account: Account, id: bigint): Position {
		const position = this.of(account).find((one) => one.id === id);
		if (!position) throw refuse.positionNotFound();
		return position;
	}

	/** Opens a position or adds to it; the wallet has to hold the margin. */
	increase(
		account: Account,
		rules: MarginRules,
		type: Position['type'],
		quantity: Money,
		price: Money,
		leverage: Money,
		atMs: number,
	): void {
		const { ledger, ids } = this.core;
		const margin = marginFor(price, quantity, leverage);
		ledger.reserve(account.margin, rules.pair.quote, margin);
		const position = this.find(account, rules.pair.name);
		if (position) {
			const value = position.basePrice.times(position.quantity).plus(price.times(quantity));
			position.quantity = position.quantity.plus(quantity);
			position.basePrice = round8(value.div(position.quantity));
			position.margin = position.margin.plus(margin);
			return this.changed(position);
		}
		const opened: Position = {
			id: ids.next('margin'),
			account,
			rules,
			type,
			quantity,
			basePrice: price,
			leverage,
			margin,
			realizedPnl: ZERO,
			createdMs: atMs,
			fundingNextMs: atMs + FUNDING_EVERY_MS,
		};
		this.open.push(opened);
		this.changed(opened);
	}

	/** Closes a part of a position, or all of it, at a price. */
	reduce(position: Position, quantity: Money, price: Money, atMs: number): void {
		const { account, rules } = position;
		const currency = rules.pair.quote;
		const share = quantity.eq(position.quantity)
			? position.margin
			: floor8(position.margin.times(quantity).div(position.quantity));
		const earned = profit(position, price, quantity);
		this.core.ledger.release(account.margin, currency, share);
		this.wallets.settle(account, currency, earned, atMs);
		position.margin = position.margin.minus(share);
		position.quantity = position.quantity.minus(quantity);
		position.realizedPnl = position.realizedPnl.plus(earned);
		if (position.quantity.isZero()) this.open = this.open.filter((one) => one !== position);
		this.changed(position);
	}

	addMargin(position: Position, amount: Money): void {
		const { account, rules } = position;
		if (amount.lte(0)) throw refuse.notPositive('quantity');
		if (this.wallets.free(account, rules.pair.quote).lt(amount)) throw refuse.insufficientFunds();
		this.core.ledger.reserve(account.margin, rules.pair.quote, amount);
		position.margin = position.margin.plus(amount);
		this.note(position, 'add', amount);
	}

	removeMargin(position: Position, amount: Money, price: Money): void {
		if (amount.lte(0)) throw refuse.notPositive('quantity');
		if (amount.gt(removableMargin(position, price))) throw refuse.marginCannotBeRemoved();
		this.core.ledger.release(position.account.margin, position.rules.pair.quote, amount);
		position.margin = position.margin.minus(amount);
		this.note(position, 'remove', amount);
	}

	private note(position: Position, type: MarginChange['type'], amount: Money): void {
		const [id, atMs] = [this.core.ids.next('margin'), this.core.clock.now()];
		this.changes.push({ id, position, type, amount, atMs });
		this.changed(position);
	}

	/** Lets time and the market at work on the positions of a pair. */
	step(pair: string, price: Money, atMs: number): void {
		for (const position of this.inPair(pair)) {
			while (position.fundingNextMs <= atMs) this.payFunding(position);
			const limit = liquidationPrice(position);
			if (isAtOrBeyond(position, price, limit)) this.liquidate(position, limit, atMs);
		}
	}

	private payFunding(position: Position): void {
		const { account, rules, fundingNextMs } = position;
		const fee = fundingFee(position);
		this.wallets.take(account, 'lender', rules.pair.quote, fee, 'funding', fundingNextMs);
		position.fundingNextMs += FUNDING_EVERY_MS;
		this.changed(position);
	}

	private liquidate(position: Position, price: Money, atMs: number): void {
		const { account, rules, quantity, margin } = position;
		const fee = min(percentOf(rules.liquidationPercent, floor8(price.times(quantity))), margin);
		this.reduce(position, quantity, price, atMs);
		this.wallets.take(account, 'fees', rules.pair.quote, fee, 'fee', atMs);
		const id = this.core.ids.next('margin');
		this.liquidations.push({ id, position, price, quantity, atMs });
	}
}

/** What has to be locked for a quantity at a price. */
export const marginFor = (price: Money, quantity: Money, leverage: Money): Money =>
	round8(price.times(quantity).div(leverage));
