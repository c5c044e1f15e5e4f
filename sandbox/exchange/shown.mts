import { refuse } from './refusal.mts';

/**
 * How `user_trades` can answer for a pair that is not listed. How EXMO does is not known
 * (exmo-api/REST.md 3.7). A pair without own trades is left out, except where it is refused.
 *
 * - `answered`: with the trades
 * - `answeredAlone`: with the trades if it is the only pair asked for, else left out
 * - `leftOut`: its key is missing
 * - `refused`: the whole request is refused, whatever else it asks for
 * - `mixed`: one of answered, leftOut and refused, by the pair's name
 */
export const UNLISTED = ['answered', 'answeredAlone', 'leftOut', 'refused', 'mixed'] as const;
export type Unlisted = (typeof UNLISTED)[number];

export interface ShownSettings {
	/** For every pair that is not listed. */
	unlisted: Unlisted;
	/** For single ones. */
	pairs: Readonly<Record<string, Unlisted>>;
	/** `user_trades` shows the newest so many of a pair: whether EXMO's has an end is not known. 0: all. */
	mostTrades: number;
	/** IDs of trades, wallet operations and rows of margin lists that no list shows. */
	withheld: readonly string[];
}

const FIRST: ShownSettings = { unlisted: 'answered', pairs: {}, mostTrades: 0, withheld: [] };
const MIXED = ['answered', 'leftOut', 'refused'] as const;

/** What the lists leave out of what there is. */
export class Shown {
	/** IDs of wallet operations that have no row: a swap that no list tells of. */
	readonly without = new Set<bigint>();
	private settings = FIRST;
	private withheld = new Set<string>();

	get(): ShownSettings {
		return this.settings;
	}

	/** Changes what is named and leaves the rest. */
	set(changes: Partial<ShownSettings>): void {
		this.settings = { ...this.settings, ...changes };
		this.withheld = new Set(this.settings.withheld);
	}

	/** The rows without those that are withheld. */
	rows<Row extends { id: bigint }>(rows: readonly Row[]): readonly Row[] {
		if (this.withheld.size === 0 && this.without.size === 0) return rows;
		return rows.filter(({ id }) => !this.withheld.has(String(id)) && !this.without.has(id));
	}

	/** Own trades of a pair, oldest first, as far back as they are shown. */
	trades<Trade extends { id: bigint }>(trades: readonly Trade[]): readonly Trade[] {
		const { mostTrades } = this.settings;
		return this.rows(mostTrades === 0 ? trades : trades.slice(-mostTrades));
	}

	/** Whether trades of a pair that is not listed are shown. Throws a Refusal where it is refused. */
	showsUnlisted(pair: string, isAlone: boolean): boolean {
		const wanted = Object.hasOwn(this.settings.pairs, pair)
			? this.settings.pairs[pair]
			: this.settings.unlisted;
		const way = wanted === 'mixed' ? MIXED[sumOf(pair) % MIXED.length] : wanted;
		if (way === 'refused') throw refuse.unknownPair(pair);
		return way === 'answered' || (way === 'answeredAlone' && isAlone);
	}
}

const sumOf = (name: string): number =>
	[...name].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0);
