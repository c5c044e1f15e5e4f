/**
 * Numbers given out in rising order, with the lengths that EXMO's have (exmo-api/REST.md 1.8):
 * parent, operation and margin ids are larger than 2^53, so that a client that reads them as
 * doubles fails here and not on the real exchange.
 */
export class Ids {
	private readonly last = {
		order: 51_234_567_890n,
		trade: 812_345_678n,
		parent: 812_345_678_901_234_567n,
		task: 71_234_567n,
		operation: 61_234_567_890_123_457n,
		margin: 712_345_678_901_234_567n,
	};

	next(kind: keyof Ids['last']): bigint {
		this.last[kind] += 1n;
		return this.last[kind];
	}
}
