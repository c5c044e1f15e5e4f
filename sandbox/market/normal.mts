import { describe, networksFor } from './currencies.mts';
import { ladder, sizeText, topAround } from './ladder.mts';
import type { DayStatistics, Market, PairRules } from './market.mts';
import { Noise } from './noise.mts';
import { dollarPrice, volumeUntil } from './prices.mts';

/** Dollar price in the middle of the curve, and how much it moves. Invented. */
const VALUES: Record<string, [dollars: number, restlessness: number]> = {
	BTC: [86_000, 1],
	ETH: [2_750, 1.2],
	XRP: [1.55, 1.4],
	LTC: [82, 1.3],
	SOL: [117, 1.6],
	DOGE: [0.12, 1.8],
	USDT: [1, 0.02],
	EUR: [1.16, 0.08],
	USD: [1, 0],
};

/** pair, price precision, taker and maker fee in percent. Fees after exmo-api/MARKET-2026-09.md. */
const PAIRS: [name: string, precision: number, taker: string, maker: string][] = [
	['BTC_USD', 2, '0.3', '0.3'],
	['ETH_USD', 2, '0.3', '0.3'],
	['XRP_USD', 5, '0.3', '0.3'],
	['LTC_USD', 2, '0.3', '0.3'],
	['SOL_USD', 3, '0.3', '0.3'],
	['DOGE_USD', 6, '0.3', '0.3'],
	['USDT_USD', 4, '0.3', '0.2'],
	['BTC_USDT', 2, '0.1', '0.08'],
	['ETH_USDT', 2, '0.1', '0.08'],
	['XRP_USDT', 5, '0.1', '0.08'],
	['SOL_USDT', 3, '0.1', '0.08'],
	['ETH_BTC', 6, '0.1', '0.1'],
	['XRP_BTC', 8, '0.1', '0.1'],
	['LTC_BTC', 6, '0.1', '0.1'],
	['BTC_EUR', 2, '0.3', '0.3'],
	['ETH_EUR', 2, '0.3', '0.3'],
];

const DAY = 86_400_000;
/** What the market maker quotes at one price, and what trades in a day (US dollars). */
const DEPTH = 25_000;
const TURNOVER = 3_000_000;

/** `value` dollars in a currency, as a round number: 1, 2 or 5 with zeros. */
function round(value: number): string {
	const power = 10 ** Math.floor(Math.log10(value));
	const digit = [1, 2, 5].findLast((candidate) => candidate * power <= value * 1.0000001) ?? 1;
	const decimals = Math.max(0, -Math.floor(Math.log10(power)));
	return (digit * power).toFixed(decimals);
}

function rules([name, precision, taker, maker]: (typeof PAIRS)[number]): PairRules {
	const [base, quote] = name.split('_');
	const [baseDollars, quoteDollars] = [VALUES[base][0], VALUES[quote][0]];
	const price = baseDollars / quoteDollars;
	return {
		name,
		base,
		quote,
		minQuantity: round(2 / baseDollars),
		maxQuantity: round(20_000_000 / baseDollars),
		minPrice: round(Math.max(1e-8, price / 50_000)),
		maxPrice: round(price * 20),
		minAmount: round(1 / quoteDollars),
		maxAmount: round(1_000_000 / quoteDollars),
		pricePrecision: precision,
		takerPercent: taker,
		makerPercent: maker,
	};
}

/** Tight, deep, moving books on familiar pairs. All prices and limits are invented. */
export function createNormalMarket(seed: number): Market {
	const noise = new Noise(seed);
	const currencies = Object.keys(VALUES);
	const dollars = (currency: string, atMs: number) =>
		dollarPrice(noise, currency, VALUES[currency][0], VALUES[currency][1], atMs);
	const price = (pair: PairRules, atMs: number) =>
		dollars(pair.base, atMs) / dollars(pair.quote, atMs);
	const perDay = (pair: PairRules) => TURNOVER / VALUES[pair.base][0];
	const volume = (pair: PairRules, fromMs: number, toMs: number) =>
		volumeUntil(noise, pair.name, perDay(pair), toMs) -
		volumeUntil(noise, pair.name, perDay(pair), fromMs);

	return {
		name: 'normal',
		pairs: PAIRS.map(rules),
		currencies: describe(currencies),
		networks: networksFor(currencies, true),
		locked: [],
		margin: 'open',
		price,
		volume,
		top: (pair, atMs) => topAround(pair, price(pair, atMs)),
		quotes: (pair, atMs) =>
			ladder(noise, pair, price(pair, atMs), DEPTH / VALUES[pair.base][0], atMs),
		print(pair, atMs) {
			const chance = noise.uniform(`${pair.name} print`, atMs);
			if (chance > 0.7) return undefined;
			const side = chance < 0.35 ? 'buy' : 'sell';
			const { bid, ask } = topAround(pair, price(pair, atMs));
			const size = (1_500 / VALUES[pair.base][0]) * noise.uniform(`${pair.name} print size`, atMs);
			return { side, price: side === 'buy' ? ask : bid, quantity: sizeText(size + 1e-9, pair) };
		},
		day: (pair, atMs): DayStatistics => {
			const prices = Array.from({ length: 97 }, (_, quarter) =>
				price(pair, atMs - DAY + (quarter * DAY) / 96),
			);
			return {
				high: Math.max(...prices),
				low: Math.min(...prices),
				average: prices.reduce((sum, one) => sum + one) / prices.length,
				volume: volume(pair, atMs - DAY, atMs),
			};
		},
		startBalances: {
			USD: '50000',
			EUR: '20000',
			USDT: '50000',
			BTC: '1.5',
			ETH: '20',
			XRP: '10000',
			LTC: '100',
			SOL: '200',
			DOGE: '50000',
		},
		startMarginBalances: { USDT: '10000', USD: '5000', BTC: '0.1' },
	};
}
