/** Which pairs an account may have traded: as many as can be known, each asked for once. */
import { LONG_LIVED_QUOTES, PAIRS_SEEN } from './pairsSeen';

/** Why a pair is asked for. */
export type Reason = 'asked' | 'listed' | 'order' | 'seen' | 'currency' | 'trade';

export class Candidates {
	readonly #reasons = new Map<string, Reason>();
	readonly #currencies = new Set<string>();
	#fresh: string[] = [];

	constructor() {
		for (const pair of PAIRS_SEEN) this.add(pair, 'seen');
	}

	/** The first reason counts; a pair's currencies count as touched unless it is only listed or seen. */
	add(pair: string, reason: Reason): void {
		if (!this.#reasons.has(pair)) {
			this.#reasons.set(pair, reason);
			this.#fresh.push(pair);
		}
		if (reason === 'order' || reason === 'trade' || reason === 'asked') {
			for (const currency of pair.split('_')) this.touch(currency);
		}
	}

	/** The account has or had this currency: its pairs with every long-lived quote currency are candidates. */
	touch(currency: string): void {
		if (currency === '' || this.#currencies.has(currency)) return;
		this.#currencies.add(currency);
		for (const quote of LONG_LIVED_QUOTES) {
			if (quote !== currency) this.add(`${currency}_${quote}`, 'currency');
		}
	}

	/** Those that were added since the last call. */
	take(): string[] {
		const fresh = this.#fresh;
		this.#fresh = [];
		return fresh;
	}

	reasonFor(pair: string): Reason | undefined {
		return this.#reasons.get(pair);
	}
}
