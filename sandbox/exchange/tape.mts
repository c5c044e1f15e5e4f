import type { Money } from './money.mts';
import type { Side } from './orderBook.mts';

export interface PublicTrade {
	id: bigint;
	atMs: number;
	/** The taker's side. */
	side: Side;
	price: Money;
	quantity: Money;
	amount: Money;
}

/** How many public trades a pair remembers; how many EXMO shows is not known. */
const LENGTH = 100;

/** The last public trades of one pair. */
export class Tape {
	private readonly trades: PublicTrade[] = [];

	add(trade: PublicTrade): void {
		this.trades.push(trade);
		if (this.trades.length > LENGTH) this.trades.shift();
	}

	/** For a pair that nobody has ever traded. */
	clear(): void {
		this.trades.length = 0;
	}

	get last(): PublicTrade | undefined {
		return this.trades.at(-1);
	}

	newestFirst(): PublicTrade[] {
		return this.trades.toReversed();
	}
}
