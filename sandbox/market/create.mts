import type { Market, MarketName } from './market.mts';
import { createNormalMarket } from './normal.mts';
import { createWinddownMarket } from './winddown.mts';

const MARKETS: Record<MarketName, (seed: number, indirectPair: boolean) => Market> = {
	normal: createNormalMarket,
	winddown: createWinddownMarket,
};

export const MARKET_NAMES = Object.keys(MARKETS) as MarketName[];

/**
 * The market of that name; one seed always makes the same one.
 * @param indirectPair whether the wind-down's market has a pair more, against BTC
 */
export const createMarket = (name: MarketName, seed: number, indirectPair = false): Market =>
	MARKETS[name](seed, indirectPair);
