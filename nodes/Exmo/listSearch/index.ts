export { searchCurrencies } from './searchCurrencies';
export { searchMarginOrders } from './searchMarginOrders';
export { searchMarginPairs } from './searchMarginPairs';
export { searchMarginPositions } from './searchMarginPositions';
export { searchNetworks } from './searchNetworks';
export { searchOpenOrders } from './searchOpenOrders';
export { searchPairs } from './searchPairs';
export { searchStopOrders } from './searchStopOrders';
