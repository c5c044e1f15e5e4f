import type { Market, PairRules } from '../../market/market.mts';

/** What margin trading adds to a pair's rules (exmo-api/REST.md 6.8). */
export interface MarginRules {
	pair: PairRules;
	takerPercent: string;
	makerPercent: string;
	liquidationPercent: string;
	maxLeverage: string;
	defaultLeverage: string;
	/** In percent of a position's margin: what is left of it when it is called, and liquidated. */
	marginCallLevel: string;
	liquidationLevel: string;
	/** Paid at each funding time, in percent of what is borrowed. */
	fundingPercent: string;
	position: number;
}

export const FUNDING_EVERY_MS = 3_600_000;

const QUOTES = ['USD', 'USDT', 'USDC'];
const BASES = ['BTC', 'ETH', 'XRP', 'LTC'];

/** The pairs that can be traded on margin. Figures as quoted in 2022 (exmo-api/REST.md 6.8). */
export function marginRules(market: Market): Map<string, MarginRules> {
	const pairs = market.pairs.filter(
		({ base, quote }) => BASES.includes(base) && QUOTES.includes(quote),
	);
	return new Map(
		pairs.map((pair, index) => [
			pair.name,
			{
				pair,
				takerPercent: '0.05',
				makerPercent: '0',
				liquidationPercent: '0.5',
				maxLeverage: '3',
				defaultLeverage: '2',
				marginCallLevel: '7.5',
				liquidationLevel: '5',
				fundingPercent: '0.02',
				position: index + 1,
			},
		]),
	);
}
