export { searchOpenOrders } from './searchOpenOrders';
export { searchPairs } from './searchPairs';
