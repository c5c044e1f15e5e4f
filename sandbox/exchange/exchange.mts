import type { Clock } from './clock.mts';
import { Instruments, type Core, type Instrument } from './core.mts';
import { createEvents, type Events } from './events.mts';
import { GiftCodeDesk } from './giftCodes.mts';
import { Ids } from './ids.mts';
import { Ledger } from './ledger.mts';
import { MarginDesk } from './margin/desk.mts';
import { MarketMaker } from './marketMaker.mts';
import { money } from './money.mts';
import { createAccount, type Account, type ApiKey, type SpotOrder } from './accounts.mts';
import { Shown } from './shown.mts';
import { SpotDesk, type OrderRequest } from './spot.mts';
import { StopDesk } from './stops.mts';
import { WalletDesk } from './wallet.mts';
import type { Market } from '../market/market.mts';

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

export interface ExchangeOptions {
	market: Market;
	accounts: readonly AccountSeed[];
	clock: Clock;
	/** How often the market maker quotes anew (ms). */
	stepMs: number;
	/** How long a withdrawal is being processed (ms). */
	withdrawalMs: number;
}

/** How long ago the accounts were funded. */
const SEED_AGE_MS = 30 * 86_400_000;

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
	readonly wallet: WalletDesk;
	readonly giftCodes: GiftCodeDesk;
	readonly margin: MarginDesk;
	/** What the lists leave out. */
	readonly shown = new Shown();
	private readonly maker: MarketMaker;

	constructor({ market, accounts, clock, stepMs, withdrawalMs }: ExchangeOptions) {
		this.core = {
			clock,
			market,
			networks: market.networks.map((network) => ({ ...network })),
			ids: new Ids(),
			events: this.events,
			ledger: new Ledger((holder, currency) => this.events.emit('balance', holder, currency)),
			instruments: new Instruments(market.pairs),
			accounts: [],
			accepted: [],
		};
		this.spot = new SpotDesk(this.core);
		this.stops = new StopDesk(this.core, this.spot);
		this.wallet = new WalletDesk(this.core, withdrawalMs);
		this.giftCodes = new GiftCodeDesk(this.core, this.wallet);
		this.margin = new MarginDesk(this.core);
		this.maker = new MarketMaker(this.core, this.stops, this.margin, stepMs);
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

	/** Lets everything happen that is due by now. Call it before the state is read. */
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

	/** The currencies that a holder's balances are told of: the market's, and what it has or has had. */
	currenciesOf(holder: string): string[] {
		const { market, ledger } = this.core;
		return [
			...new Set([...market.currencies.map(({ name }) => name), ...ledger.currencies(holder)]),
		];
	}

	addAccount(seed: AccountSeed): Account {
		const account = createAccount(seed.name, this.core.accounts.length);
		this.core.accounts.push(account);
		for (const key of Object.values(seed.keys)) {
			this.keys.set(key.key, { ...key, account, lastNonce: 0n });
		}
		const { market } = this.core;
		// What an account starts with has come in as deposits, so that its history adds up.
		for (const [currency, amount] of Object.entries(seed.balances ?? market.startBalances)) {
			this.wallet.deposit(account, currency, money(amount), this.nowMs - SEED_AGE_MS);
		}
		const margin = seed.marginBalances ?? market.startMarginBalances;
		for (const [currency, amount] of Object.entries(margin)) {
			this.margin.wallets.fund(account, currency, money(amount), this.nowMs - SEED_AGE_MS);
		}
		if (market.startPosition && !seed.marginBalances) {
			const { pair, quantity, price, leverage } = market.startPosition;
			this.margin.positions.increase(
				account,
				this.margin.ruleOf(pair),
				'long',
				money(quantity),
				money(price),
				money(leverage),
				this.nowMs,
			);
		}
		seed.writePast?.(this, account);
		return account;
	}
}
