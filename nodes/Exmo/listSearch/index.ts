export { searchCurrencies } from './searchCurrencies';
export { searchOpenOrders } from './searchOpenOrders';
export { searchPairs } from './searchPairs';
