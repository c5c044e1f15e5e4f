/** Where a row stands in the history: by time, then by a stable ID. A cursor is such a place as text. */
import { compareIds } from '../api/ids';

/** In the order in which rows of one second stand. */
export const SOURCES = ['trade', 'order', 'wallet', 'marginWallet'] as const;
export type Source = (typeof SOURCES)[number];

export interface Position {
	/** Unix seconds. */
	readonly time: number;
	readonly source: Source;
	/** EXMO's ID: unique within the source. */
	readonly id: string;
}

/** For Array.sort: oldest first. */
export const comparePositions = (a: Position, b: Position): number =>
	a.time - b.time ||
	SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source) ||
	compareIds(a.id, b.id);

/** The same for the same row in every export, e.g. "trade-812345678". */
export const stableId = ({ source, id }: Position): string => `${source}-${id}`;

/** e.g. "1760000007/trade-812345678" */
export const cursorOf = (position: Position): string => `${position.time}/${stableId(position)}`;

const CURSOR = new RegExp(`^(\\d{1,11})/(${SOURCES.join('|')})-(\\d+)$`);

/** The place that a cursor names; undefined when it is none. */
export function readCursor(cursor: string): Position | undefined {
	const match = CURSOR.exec(cursor.trim());
	if (!match) return undefined;
	return { time: Number(match[1]), source: match[2] as Source, id: match[3] };
}
