import type { Market, MarketName } from './market.mts';
import { createNormalMarket } from './normal.mts';
import { createWinddownMarket } from './winddown.mts';

const MARKETS: Record<MarketName, (seed: number) => Market> = {
	normal: createNormalMarket,
	winddown: createWinddownMarket,
};

export const MARKET_NAMES = Object.keys(MARKETS) as MarketName[];

/** The market of that name; one seed always makes the same one. */
export const createMarket = (name: MarketName, seed: number): Market => MARKETS[name](seed);
