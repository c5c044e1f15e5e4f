import { describe, networksFor } from './currencies.mts';
import type { DayStatistics, Market, PairRules, Quote } from './market.mts';
import { Noise } from './noise.mts';
import { volumeUntil } from './prices.mts';

interface Listing {
	/** Reference price in the quote currency. */
	reference: number;
	precision: number;
	/** Size of the one quote each side. */
	size: string;
	/** Base volume of a day. */
	perDay: number;
	/** USDC unless it is said. */
	quote?: string;
	seen?: { bids: Quote[]; asks: Quote[]; day?: DayStatistics; last?: string };
}

/** Seen on the wire on 2026-09-23 (exmo-api/MARKET-2026-09.md): the quotes of BTC, ETH, XRP. */
const SEEN: Record<string, Listing> = {
	BTC: {
		reference: 85_900,
		precision: 2,
		size: '1',
		perDay: 0.03093257,
		seen: {
			bids: [
				['77310', '1'],
				['0.01', '0.00006'],
			],
			asks: [['94490', '0.98659564']],
			last: '94490',
			day: {
				high: 94490,
				low: 75420,
				average: 88133.33333333,
				volume: 0.03093257,
				quoteVolume: 2922.8190513,
			},
		},
	},
	ETH: {
		reference: 2_748,
		precision: 2,
		size: '10',
		perDay: 0.4,
		seen: { bids: [['2473.2', '10']], asks: [['3022.8', '10']] },
	},
	XRP: {
		reference: 1.55,
		precision: 2,
		size: '20000',
		perDay: 300,
		seen: { bids: [['1.39', '14949.12']], asks: [['1.71', '20000']] },
	},
};

const invent = (reference: number, precision: number, size: string): Listing => ({
	reference,
	precision,
	size,
	perDay: Number(size) / 50,
});

/** Invented but for the middle of SOL, which was seen. */
const LISTINGS: Record<string, Listing> = {
	ADA: invent(0.41, 4, '50000'),
	ARB: invent(0.22, 4, '50000'),
	ATOM: invent(2.9, 3, '5000'),
	BCH: invent(480, 2, '20'),
	BTC: SEEN.BTC,
	DOGE: invent(0.12, 5, '100000'),
	ENA: invent(0.3, 4, '40000'),
	ETC: invent(14, 2, '1000'),
	ETH: SEEN.ETH,
	EUR: invent(1.16, 4, '10000'),
	GAS: invent(2.1, 3, '4000'),
	LTC: invent(82, 2, '200'),
	NEAR: invent(1.7, 3, '8000'),
	PLN: invent(0.27, 4, '40000'),
	PUMP: invent(0.003, 6, '4000000'),
	QTUM: invent(1.5, 3, '8000'),
	SOL: invent(117, 2, '100'),
	TRX: invent(0.3, 5, '40000'),
	UAH: invent(0.024, 5, '500000'),
	USD: invent(1, 4, '10000'),
	WIF: invent(0.4, 4, '30000'),
	XLM: invent(0.25, 5, '50000'),
	XRP: SEEN.XRP,
	XTZ: invent(0.6, 4, '20000'),
};

/** Invented: a coin that only BTC is paid for, so that getting USDC for it takes two orders. */
const INDIRECT: Record<string, Listing> = {
	GMT: { ...invent(0.0000021, 8, '60000'), quote: 'BTC' },
};

/** Networks that are closed, by our choice, so that a client can meet coins that cannot leave. */
const CLOSED = ['GAS', 'GMT', 'QTUM', 'PUMP'];

const HOUR = 3_600_000;

function rules([base, { reference, precision, quote = 'USDC' }]: [string, Listing]): PairRules {
	const common = {
		name: `${base}_${quote}`,
		base,
		quote,
		minAmount: quote === 'BTC' ? '0.00001' : '1',
		maxAmount: quote === 'BTC' ? '10' : '700000',
		pricePrecision: precision,
		takerPercent: '1',
		makerPercent: '1',
	};
	// Seen.
	if (base === 'BTC') {
		return {
			...common,
			minQuantity: '0.00002',
			maxQuantity: '1000',
			minPrice: '0.01',
			maxPrice: '200000',
		};
	}
	// Quantities follow from what a coin is worth in USDC: a BTC is worth five powers of ten more
	const power = Math.round(Math.log10(reference)) + (quote === 'BTC' ? 5 : 0);
	return {
		...common,
		minQuantity: power > 0 ? (1 / 10 ** power).toFixed(power) : String(10 ** -power),
		maxQuantity: String(10 ** Math.max(3, 7 - power)),
		minPrice: (1 / 10 ** precision).toFixed(precision),
		maxPrice: String(Math.ceil(reference * 3)),
	};
}

/**
 * The 24 pairs of September 2026: one quote each side, a tenth away from the middle, unmoving.
 * @param indirectPair whether GMT_BTC, which is ours, is listed as well
 */
export function createWinddownMarket(seed: number, indirectPair: boolean): Market {
	const noise = new Noise(seed);
	const listings = indirectPair ? { ...LISTINGS, ...INDIRECT } : LISTINGS;
	const codes = [...Object.keys(listings), 'USDC', 'USDRec'];
	const quotesOf = (pair: PairRules) => {
		const { reference, precision, size, seen } = listings[pair.base];
		if (seen) return { bids: seen.bids, asks: seen.asks };
		const at = (factor: number): Quote[] => [[(reference * factor).toFixed(precision), size]];
		return { bids: at(0.9), asks: at(1.1) };
	};
	const last = (pair: PairRules) => listings[pair.base].seen?.last ?? quotesOf(pair).asks[0][0];
	const volume = (pair: PairRules, fromMs: number, toMs: number) => {
		const { perDay } = listings[pair.base];
		return (
			volumeUntil(noise, pair.name, perDay, toMs) - volumeUntil(noise, pair.name, perDay, fromMs)
		);
	};
	// Up to 15 hours old, as seen; within the current 15 hours, so that it is never in the future.
	const updated = (pair: PairRules, atMs: number) =>
		atMs - Math.floor((0.05 + 0.95 * noise.uniform(`${pair.name} updated`, 0)) * 15 * HOUR);

	return {
		name: 'winddown',
		pairs: Object.entries(listings).map(rules),
		currencies: describe(codes),
		networks: networksFor(codes, false, CLOSED),
		locked: ['USDRec'],
		margin: 'closingOnly',
		quotes: quotesOf,
		top: (pair) => ({ bid: quotesOf(pair).bids[0][0], ask: quotesOf(pair).asks[0][0] }),
		print: () => undefined,
		price: (pair) => Number(last(pair)),
		volume,
		day: (pair, atMs) => {
			const price = Number(last(pair));
			const invented = {
				high: price,
				low: price,
				average: price,
				volume: listings[pair.base].perDay,
			};
			return { ...(listings[pair.base].seen?.day ?? invented), updatedMs: updated(pair, atMs) };
		},
		startBalances: {
			USDC: '1500',
			USDRec: '4200.5',
			BTC: '0.25',
			ETH: '3.2',
			XRP: '2500',
			SOL: '12.5',
			DOGE: '9000',
			EUR: '310.42',
			ADA: '0.00000317',
		},
		startMarginBalances: { USDC: '500' },
		startPosition: { pair: 'BTC_USDC', quantity: '0.005', price: '90000', leverage: '2' },
	};
}
