import { nearestPairs } from '../../../exmo/market/nearestPairs';

/** "Did you mean ETH_USD? ", or nothing. */
export function didYouMean(pair: string, listed: Iterable<string>): string {
	const meant = nearestPairs(pair, listed);
	return meant.length > 0 ? `Did you mean ${meant.join(', ').replace(/, (?!.*,)/, ' or ')}? ` : '';
}
