/** What is known to be missing from a history: a history that is not complete says so. */

export interface HistoryGap {
	/**
	 * `pairLeftOut` - EXMO left the pair out of its answer;
	 * `pairRefused` - EXMO refused to answer for the pair;
	 * `listCut` - EXMO ended the list before its end;
	 * `listRefused` - EXMO refused the list;
	 * `listUnreadable` - EXMO answered it in a form that is not known.
	 */
	readonly kind: 'pairLeftOut' | 'pairRefused' | 'listCut' | 'listRefused' | 'listUnreadable';
	/** The pair, e.g. "BTC_USD", or the list, e.g. "wallet operations". */
	readonly name: string;
}

/** Whether the gap may be of rows of this currency: of a pair, when it is one of the two. */
export const mayConcern = ({ kind, name }: HistoryGap, currency: string): boolean =>
	kind.startsWith('list') || name.split('_').includes(currency);
