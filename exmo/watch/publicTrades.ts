/** New public trades of a pair. EXMO shows only the latest ones, without pages (exmo-api/REST.md 2.1). */
import { compareIds, tradeIdOf } from '../api/ids';
import type { Row } from '../api/rows';
import { isAtFloor, isNew, NOTHING_SEEN, withSeen, type SeenIds } from './seenIds';

export interface NewPublicTrades {
	/** Oldest first. */
	readonly rows: Row[];
	/** Whether there may have been more, which EXMO no longer shows. */
	readonly mayBeIncomplete: boolean;
	readonly seen: SeenIds;
}

/** The trades that were not seen; without a state, the state of a first poll and none. */
export function newPublicTrades(list: readonly Row[], seen: SeenIds | undefined): NewPublicTrades {
	const ids = list.map(tradeIdOf);
	if (!seen) return { rows: [], mayBeIncomplete: false, seen: withSeen(NOTHING_SEEN, ids) };
	const rows = list.filter((row) => isNew(seen, tradeIdOf(row)));
	const reachesBack = ids.some((id) => isAtFloor(seen, id) || seen.ids.includes(id));
	const wasEmpty = seen.floor === '0' && seen.ids.length === 0;
	return {
		rows: rows.sort((a, b) => compareIds(a.trade_id, b.trade_id)),
		mayBeIncomplete: rows.length > 0 && !reachesBack && !wasEmpty,
		seen: withSeen(seen, ids),
	};
}
