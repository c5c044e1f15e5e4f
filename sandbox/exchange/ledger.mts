import { ZERO, type Money } from './money.mts';

interface Holding {
	free: Money;
	reserved: Money;
}

/**
 * Who may owe: the exchange's own side of the books. `outside` is the world that deposits come
 * from and withdrawals go to, `market` the market maker, `lender` who lends to margin positions.
 */
const OWN_HOLDERS = ['outside', 'market', 'fees', 'codes', 'lender'] as const;

/**
 * Double-entry book of every amount in the exchange. Money only ever moves from one holder to
 * another, so the sum over all holders is zero in every currency at every moment.
 */
export class Ledger {
	private readonly holders = new Map<string, Map<string, Holding>>();
	private readonly changed: (holder: string, currency: string) => void;

	constructor(changed: (holder: string, currency: string) => void = () => {}) {
		this.changed = changed;
	}

	free(holder: string, currency: string): Money {
		return this.find(holder, currency)?.free ?? ZERO;
	}

	reserved(holder: string, currency: string): Money {
		return this.find(holder, currency)?.reserved ?? ZERO;
	}

	/** Whether anything of the currency has ever been there. */
	wasUsed(holder: string, currency: string): boolean {
		return this.find(holder, currency) !== undefined;
	}

	/** Currencies that the holder has or has had. */
	currencies(holder: string): string[] {
		return [...(this.holders.get(holder)?.keys() ?? [])];
	}

	/** Moves a free amount. Only the exchange itself may go below zero. */
	move(from: string, to: string, currency: string, amount: Money): void {
		if (amount.isZero() || from === to) return;
		const source = this.touch(from, currency);
		if (!(OWN_HOLDERS as readonly string[]).includes(from)) assertCovers(source.free, amount, from);
		source.free = source.free.minus(amount);
		const target = this.touch(to, currency);
		target.free = target.free.plus(amount);
		this.changed(from, currency);
		this.changed(to, currency);
	}

	/** Locks a free amount for an order. */
	reserve(holder: string, currency: string, amount: Money): void {
		if (amount.isZero()) return;
		const holding = this.touch(holder, currency);
		assertCovers(holding.free, amount, holder);
		holding.free = holding.free.minus(amount);
		holding.reserved = holding.reserved.plus(amount);
		this.changed(holder, currency);
	}

	/** Unlocks a reserved amount. */
	release(holder: string, currency: string, amount: Money): void {
		if (amount.isZero()) return;
		const holding = this.touch(holder, currency);
		assertCovers(holding.reserved, amount, holder);
		holding.reserved = holding.reserved.minus(amount);
		holding.free = holding.free.plus(amount);
		this.changed(holder, currency);
	}

	/** Sum over all holders, free and reserved. Zero, or the ledger is broken. */
	total(currency: string): Money {
		let sum = ZERO;
		for (const holdings of this.holders.values()) {
			const holding = holdings.get(currency);
			if (holding) sum = sum.plus(holding.free).plus(holding.reserved);
		}
		return sum;
	}

	private find(holder: string, currency: string): Holding | undefined {
		return this.holders.get(holder)?.get(currency);
	}

	private touch(holder: string, currency: string): Holding {
		let holdings = this.holders.get(holder);
		if (!holdings) this.holders.set(holder, (holdings = new Map()));
		let holding = holdings.get(currency);
		if (!holding) holdings.set(currency, (holding = { free: ZERO, reserved: ZERO }));
		return holding;
	}
}

function assertCovers(available: Money, amount: Money, holder: string): void {
	if (amount.isNegative() || available.lt(amount)) {
		throw new Error(`Ledger: ${holder} has ${available} and cannot give ${amount}.`);
	}
}
