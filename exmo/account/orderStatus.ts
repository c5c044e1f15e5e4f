/**
 * Where an order stands. `triggered`: a stop order that has fired. `unknown`: it is over, and EXMO does
 * not say how. Only the stream sees those two.
 */
export type OrderStatus =
	| 'open'
	| 'partiallyFilled'
	| 'filled'
	| 'cancelled'
	| 'triggered'
	| 'unknown';

export const isOver = (status: OrderStatus): boolean =>
	status !== 'open' && status !== 'partiallyFilled';
