/** What happens at the exchange while nobody polls: orders of both demo accounts, placed directly. */
import { ManualClock } from '../../sandbox/exchange/clock.mts';
import { money, ZERO } from '../../sandbox/exchange/money.mts';
import type { Account, SpotOrder } from '../../sandbox/exchange/accounts.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { useSandbox, type SandboxAccount } from './sandboxAccount.mts';

/** Where most tests trade. */
export const PAIR = 'BTC_USD';

export type Side = 'buy' | 'sell';

const other = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

/** A market that stands still until it is moved. */
export class StillMarket {
	readonly clock: ManualClock;
	private readonly opened: SandboxAccount;

	constructor(opened: SandboxAccount, clock: ManualClock) {
		this.opened = opened;
		this.clock = clock;
	}

	get sandbox(): Sandbox {
		return this.opened.sandbox;
	}

	get credentials(): SandboxAccount['credentials'] {
		return this.opened.credentials;
	}

	get credentialsOf(): SandboxAccount['credentialsOf'] {
		return this.opened.credentialsOf;
	}

	account(name = 'demo'): Account {
		const account = this.sandbox.exchange.account(name);
		if (!account) throw new Error(`There is no account "${name}".`);
		return account;
	}

	/** A market order; returns the IDs of its trades. */
	trade(pair: string, side: Side = 'buy', quantity = '0.001', name = 'demo'): string[] {
		const order = this.sandbox.exchange.placeOrder(this.account(name), {
			pair,
			side,
			style: 'market',
			type: `market_${side}`,
			quantity: money(quantity),
			price: ZERO,
			clientId: 0n,
		});
		return order.trades.map(({ id }) => String(id));
	}

	/** So many market orders, buying and selling in turn, which make one trade each. */
	burst(pairs: readonly string[], count: number, quantity = '0.001'): string[] {
		return Array.from({ length: count }, (_, index) =>
			this.trade(
				pairs[index % pairs.length],
				Math.floor(index / pairs.length) % 2 ? 'sell' : 'buy',
				quantity,
			),
		).flat();
	}

	limit(pair: string, side: Side, price: string, quantity = '0.001', name = 'demo'): SpotOrder {
		return this.sandbox.exchange.placeOrder(this.account(name), {
			pair,
			side,
			style: 'limit',
			type: side,
			quantity: money(quantity),
			price: money(price),
			clientId: 42n,
		});
	}

	cancel(order: SpotOrder): void {
		this.sandbox.exchange.spot.cancel(order.account, order.id);
	}

	/** A price at which an order rests before all others, and how far it is from the other side. */
	inside(pair: string, side: Side): string {
		const book = this.sandbox.exchange.instrument(pair)?.book;
		const [bid, ask] = [book?.bids[0]?.price, book?.asks[0]?.price];
		if (!bid || !ask) throw new Error(`The book of ${pair} is empty.`);
		const middle = bid.plus(ask).div(2);
		return (side === 'buy' ? middle.plus(bid).div(2) : middle.plus(ask).div(2)).toFixed(2);
	}

	/** Fills an order of the demo account that rests at the best price, by the other account. */
	fill(order: SpotOrder, quantity = order.remaining.toFixed()): void {
		this.trade(order.pair, other(order.side), quantity, 'other');
	}

	best(pair: string): { bid: string; ask: string } {
		const book = this.sandbox.exchange.instrument(pair)?.book;
		return { bid: book?.bids[0]?.price.toFixed() ?? '', ask: book?.asks[0]?.price.toFixed() ?? '' };
	}

	/** Before each request is answered, something happens; until the returned function is called. */
	beforeEachRequest(happens: () => void): () => void {
		const { exchange } = this.sandbox;
		const advance = exchange.advance.bind(exchange);
		exchange.advance = () => {
			advance();
			happens();
		};
		return () => (exchange.advance = advance);
	}

	/** The exchange refuses this method once, after so many requests, with a code that is not tried again. */
	refuseOnce(path: string, skip = 0): void {
		this.sandbox.faults.add({
			kind: 'custom',
			endpoints: [path],
			effect: 'before',
			skip,
			times: 1,
			body: '{"result":false,"error":"Error 40033: Access is denied, account is blocked"}',
		});
	}
}

/** A market for the tests of a file, reset before each of them. */
export function useStillMarket(): StillMarket {
	const clock = new ManualClock(Date.UTC(2026, 8, 23, 12));
	return new StillMarket(useSandbox({ clock, stepMs: 1000, rateLimit: false, seed: 7 }), clock);
}
