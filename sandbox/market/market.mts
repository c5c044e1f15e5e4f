/** The rules of one pair, as `pair_settings` shows them (exmo-api/REST.md 2.4). */
export interface PairRules {
	name: string;
	base: string;
	quote: string;
	minQuantity: string;
	maxQuantity: string;
	minPrice: string;
	maxPrice: string;
	minAmount: string;
	maxAmount: string;
	/** Decimals allowed in a price. */
	pricePrecision: number;
	takerPercent: string;
	makerPercent: string;
}

/** A way in or out for a currency (exmo-api/REST.md 2.9). Amounts are decimal strings. */
export interface Network {
	type: 'deposit' | 'withdraw';
	/** The currency, or the currency and the network in brackets. */
	name: string;
	currency: string;
	min: string;
	/** `0`: no maximum. */
	max: string;
	enabled: boolean;
	comment: string;
	commissionDescription: string;
	/** What the sandbox takes; EXMO only has the text above. */
	commission: string;
	confirmations: number;
}

/** Price and quantity of one quote of the market maker, as decimal strings. */
export type Quote = readonly [price: string, quantity: string];

export interface Quotes {
	bids: Quote[];
	asks: Quote[];
}

export interface Print {
	side: 'buy' | 'sell';
	price: string;
	quantity: string;
}

export interface DayStatistics {
	high: number;
	low: number;
	average: number;
	/** Traded in 24 hours, in the base currency. */
	volume: number;
	/** The same in the quote currency, where it is known; else volume x average. */
	quoteVolume?: number;
	/** When the pair last traded by itself, if that was not just now (ms). */
	updatedMs?: number;
}

/**
 * A market without accounts: everything is a function of the seed and the time (ms), so
 * that the same seed shows the same market, and a question about the past has one answer.
 */
export interface Market {
	name: MarketName;
	pairs: readonly PairRules[];
	currencies: readonly { name: string; description: string }[];
	networks: readonly Network[];
	/** Currencies that cannot be withdrawn. */
	locked: readonly string[];
	/** Margin trading: all of it, or only closing what is open. */
	margin: 'open' | 'closingOnly';
	/** What the market maker offers at that moment, best first. */
	quotes(pair: PairRules, atMs: number): Quotes;
	/** The best bid and ask alone: cheap, to read many moments. */
	top(pair: PairRules, atMs: number): { bid: string; ask: string };
	/** The trade of that moment between people who are not there, if there is one. */
	print(pair: PairRules, atMs: number): Print | undefined;
	/** The price that candles are made of. */
	price(pair: PairRules, atMs: number): number;
	/** Base volume between two moments: adds up over adjoining ranges. */
	volume(pair: PairRules, fromMs: number, toMs: number): number;
	day(pair: PairRules, atMs: number): DayStatistics;
	/** What each account of the sandbox holds at the start. */
	startBalances: Readonly<Record<string, string>>;
	startMarginBalances: Readonly<Record<string, string>>;
	/** A long margin position that each account has from the start, where none can be opened. */
	startPosition?: Readonly<{ pair: string; quantity: string; price: string; leverage: string }>;
}

export type MarketName = 'normal' | 'winddown';

/** The market has no history before this moment. */
export const MARKET_BEGAN_MS = Date.UTC(2017, 0, 1);
