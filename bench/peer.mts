/** What is measured side by side: three ways to do the same on one exchange. */
import type { FarExchange } from './exchange.mts';

/** How it went, as the caller saw it. */
export interface Counted {
	readonly done: number;
	readonly failed: number;
}

/** One column of the table. */
export interface Peer {
	readonly name: string;
	/** So many signed reads (`user_info`), as one execution. */
	read(exchange: FarExchange, count: number): Promise<Counted>;
	/** So many limit orders one after the other, as one execution. */
	order(exchange: FarExchange, count: number): Promise<Counted>;
}

export const ORDER = { pair: 'BTC_USD', side: 'buy', quantity: '0.001', price: '30000' } as const;
