/**
 * Which rows of a growing list were seen: ids decide, never clocks. Rows of one second, or one that
 * shows up a little after its successor, are distinguished all the same.
 */

import { compareIds } from '../api/ids';

/** What is remembered of a list; plain JSON, and as small after years as after a minute. */
export interface SeenIds {
	/** Rows with this id or a lower one are old. */
	readonly floor: string;
	/** The ids above the floor that were seen, lowest first. */
	readonly ids: readonly string[];
}

/** Nothing was there yet: every row is new. */
export const NOTHING_SEEN: SeenIds = { floor: '0', ids: [] };

/** How far back a late row is still noticed. */
const MAX_IDS = 20;

export const isAtFloor = ({ floor }: SeenIds, id: string): boolean => compareIds(id, floor) <= 0;

export const isNew = (seen: SeenIds, id: string): boolean =>
	!isAtFloor(seen, id) && !seen.ids.includes(id);

/** What is seen after these ids, too: the highest are kept, the floor rises to what is dropped. */
export function withSeen({ floor, ids }: SeenIds, more: readonly string[]): SeenIds {
	const all = [...new Set([...ids, ...more])]
		.filter((id) => compareIds(id, floor) > 0)
		.sort(compareIds);
	const dropped = all.length - MAX_IDS;
	return dropped > 0 ? { floor: all[dropped - 1], ids: all.slice(dropped) } : { floor, ids: all };
}
