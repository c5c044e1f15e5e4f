export { searchCurrencies } from './searchCurrencies';
export { searchNetworks } from './searchNetworks';
export { searchOpenOrders } from './searchOpenOrders';
export { searchPairs } from './searchPairs';
export { searchStopOrders } from './searchStopOrders';
