import type { Resource } from '../operation';
import { estimateOrder } from './estimateOrder';
import { getCandles } from './getCandles';
import { getManyCurrencies } from './getManyCurrencies';
import { getManyNetworks } from './getManyNetworks';
import { getManyPairs } from './getManyPairs';
import { getManyTickers } from './getManyTickers';
import { getManyTrades } from './getManyTrades';
import { getOrderBook } from './getOrderBook';
import { getRequiredAmount } from './getRequiredAmount';
import { getTicker } from './getTicker';

export const market: Resource = {
	name: 'Market',
	value: 'market',
	description: 'Prices, order books, trades and pairs; public, no key needed',
	operations: [
		getTicker,
		getManyTickers,
		getOrderBook,
		getManyTrades,
		getCandles,
		getManyPairs,
		getManyCurrencies,
		getRequiredAmount,
		getManyNetworks,
		estimateOrder,
	],
};
