export { searchCurrencies, searchCurrenciesOrAll } from './searchCurrencies';
export { searchMarginOrders } from './searchMarginOrders';
export { searchMarginPairs, searchMarginPairsOrAll } from './searchMarginPairs';
export { searchMarginPositions } from './searchMarginPositions';
export { searchNetworks } from './searchNetworks';
export { searchOpenOrders } from './searchOpenOrders';
export { searchPairs, searchPairsOrAll } from './searchPairs';
export { searchStopOrders } from './searchStopOrders';
