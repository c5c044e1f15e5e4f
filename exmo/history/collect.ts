/** The account's history, read from EXMO: whoever needs its rows asks here. */
import type { Call } from '../api/call';
import type { HistoryGap } from './gaps';
import { cancelledList, marginWalletList, readCancelled, tradeList, walletList } from './lists';
import { mergeLists, type HistoryList, type Progress, type Range } from './merge';
import type { Placed } from './oldest';
import type { HistoryRow } from './rows';

/** What an export can be of. */
export const INCLUDABLE = ['trades', 'cancelledOrders', 'walletOperations'] as const;
export type Included = (typeof INCLUDABLE)[number] | 'marginWallet';

interface Wanted {
	readonly included: ReadonlySet<Included>;
	/** The pairs that are listed now. */
	readonly listed: ReadonlySet<string>;
	/** Pairs to ask for besides; one that EXMO does not know is an error. */
	readonly morePairs: readonly string[];
	readonly range: Range;
}

interface CollectedHistory {
	/** Oldest first, each once. */
	readonly rows: Array<Placed<HistoryRow>>;
	readonly gaps: readonly HistoryGap[];
}

interface Listener {
	/** After each row. */
	progress?(progress: Progress): void;
	/** When something turns out to be missing. */
	gap?(gap: HistoryGap): void;
}

/** @throws ExmoError (notFound) for one of `morePairs` that EXMO leaves out and does not list */
export async function collectHistory(
	call: Call,
	{ included, listed, morePairs, range }: Wanted,
	listener: Listener = {},
): Promise<CollectedHistory> {
	const gaps: HistoryGap[] = [];
	const note = (gap: HistoryGap) => {
		gaps.push(gap);
		listener.gap?.(gap);
	};
	const noteLeftOut = (name: string) => note({ kind: 'pairLeftOut', name });
	const lists: Array<HistoryList<HistoryRow>> = [];
	if (included.has('walletOperations')) lists.push(walletList(call));
	if (included.has('marginWallet')) lists.push(marginWalletList(call, note));
	const needsOrders = included.has('cancelledOrders') || included.has('trades');
	const cancelled = needsOrders ? await readCancelled(call) : [];
	if (included.has('cancelledOrders')) lists.push(cancelledList(cancelled));
	if (included.has('trades')) {
		const asked = new Set([...listed, ...morePairs]);
		const named = new Set(cancelled.map(({ pair }) => String(pair)));
		for (const pair of asked) lists.push(tradeList(call, pair, listed.has(pair)));
		for (const pair of named) {
			if (!asked.has(pair)) lists.push(tradeList(call, pair, false, noteLeftOut));
		}
	}
	const rows = await mergeLists(lists, range, (progress) => listener.progress?.(progress));
	return { rows, gaps };
}
