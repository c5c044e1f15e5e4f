import { createAccount, type Account, type AccountSeed, type ApiKey } from './accounts.mts';
import type { Clock } from './clock.mts';
import { Instruments, type Core, type Instrument } from './core.mts';
import { createEvents, type Events } from './events.mts';
import { Ids } from './ids.mts';
import { Ledger } from './ledger.mts';
import { MarketMaker } from './marketMaker.mts';
import { money } from './money.mts';
import type { SpotOrder } from './orders.mts';
import { SpotDesk, type OrderRequest } from './spot.mts';
import { StopDesk } from './stops.mts';
import type { Market } from '../market/market.mts';

export interface ExchangeOptions {
	market: Market;
	accounts: readonly AccountSeed[];
	clock: Clock;
	/** How often the market maker quotes anew (ms). */
	stepMs: number;
}

/** A key as the exchange knows it. */
export interface KnownKey extends ApiKey {
	account: Account;
	/** The highest nonce accepted so far; REST and WebSocket share it. */
	lastNonce: bigint;
}

/** The exchange without any wire: accounts, books, orders. Time and market are handed in. */
export class Exchange {
	readonly events: Events = createEvents();
	readonly keys = new Map<string, KnownKey>();
	readonly core: Core;
	readonly spot: SpotDesk;
	readonly stops: StopDesk;
	private readonly maker: MarketMaker;

	constructor({ market, accounts, clock, stepMs }: ExchangeOptions) {
		this.core = {
			clock,
			market,
			ids: new Ids(),
			events: this.events,
			ledger: new Ledger((holder, currency) => this.events.emit('balance', holder, currency)),
			instruments: new Instruments(market.pairs),
			accounts: [],
			accepted: [],
		};
		this.spot = new SpotDesk(this.core);
		this.stops = new StopDesk(this.core, this.spot);
		this.maker = new MarketMaker(this.core, this.stops, stepMs);
		for (const seed of accounts) this.addAccount(seed);
		this.advance();
	}

	/** Milliseconds, from the clock that was handed in. */
	get nowMs(): number {
		return this.core.clock.now();
	}

	get accounts(): readonly Account[] {
		return this.core.accounts;
	}

	/** Lets everything happen that is due by now. Call it before the state is looked at. */
	advance(): void {
		this.maker.advanceAll(this.nowMs);
	}

	/** Places an order; the trades it makes may fire stop orders. Throws a Refusal. */
	placeOrder(account: Account, request: OrderRequest): SpotOrder {
		const order = this.spot.place(account, request);
		this.stops.fireDue(this.spot.instrument(order.pair));
		return order;
	}

	instrument(pair: string): Instrument | undefined {
		return this.core.instruments.get(pair);
	}

	account(name: string): Account | undefined {
		return this.accounts.find((account) => account.name === name);
	}

	addAccount(seed: AccountSeed): Account {
		const account = createAccount(seed.name, this.core.accounts.length);
		this.core.accounts.push(account);
		for (const key of Object.values(seed.keys)) {
			this.keys.set(key.key, { ...key, account, lastNonce: 0n });
		}
		this.fund(account.spot, seed.balances ?? this.core.market.startBalances);
		this.fund(account.margin, seed.marginBalances ?? this.core.market.startMarginBalances);
		return account;
	}

	private fund(holder: string, amounts: Readonly<Record<string, string>>): void {
		for (const [currency, amount] of Object.entries(amounts)) {
			this.core.ledger.move('outside', holder, currency, money(amount));
		}
	}
}
