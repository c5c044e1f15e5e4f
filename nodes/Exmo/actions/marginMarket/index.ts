import type { Resource } from '../operation';
import { getFunding } from './getFunding';
import { getLiquidations } from './getLiquidations';
import { getManyCurrencies } from './getManyCurrencies';
import { getManyPairs } from './getManyPairs';
import { getManyTrades } from './getManyTrades';
import { getSettings } from './getSettings';

export const marginMarket: Resource = {
	name: 'Margin Market',
	value: 'marginMarket',
	description: 'Pairs, prices and trades of margin trading; EXMO wants a key for them',
	operations: [
		getManyPairs,
		getManyCurrencies,
		getSettings,
		getFunding,
		getManyTrades,
		getLiquidations,
	],
};
