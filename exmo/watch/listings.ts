/** Which pairs were listed or delisted. */
import { ExmoError } from '../errors/errors';

export interface ListingChange {
	readonly pair: string;
	readonly change: 'listed' | 'delisted';
}

/** Thrown for a list without any pair, from which nothing can be concluded; fit for a user. */
export class NoPairsListed extends ExmoError {
	override readonly name = 'NoPairsListed';

	constructor() {
		super({
			title: 'The exchange lists no pairs at all at the moment.',
			advice: 'Nothing can be concluded from that. Try again later.',
			kind: 'network',
			effect: 'none',
		});
	}
}

/** @throws NoPairsListed rather than to call every pair delisted because of one empty answer */
export function listingChanges(before: readonly string[], now: readonly string[]): ListingChange[] {
	if (now.length === 0) {
		throw new NoPairsListed();
	}
	const [old, current] = [new Set(before), new Set(now)];
	return [
		...now
			.filter((pair) => !old.has(pair))
			.map((pair): ListingChange => ({ pair, change: 'listed' })),
		...before
			.filter((pair) => !current.has(pair))
			.map((pair): ListingChange => ({ pair, change: 'delisted' })),
	].sort((a, b) => (a.pair < b.pair ? -1 : 1));
}
