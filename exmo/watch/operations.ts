/** Deposits and withdrawals that are new or have changed (exmo-api/REST.md 4.5). */
import { extraOf, operationIdOf } from '../account/walletOperations';
import { isAtFloor, NOTHING_SEEN, withSeen, type SeenIds } from './seenIds';
import { compareIds } from '../api/ids';
import type { Row } from '../api/rows';

export interface OperationsSeen {
	readonly seen: SeenIds;
	/** What the operations looked like that are not over, and the latest others: a line by ID. */
	readonly known: Readonly<Record<string, string>>;
}

interface OperationChange {
	readonly row: Row;
	/** The status before, in lower case; undefined for a new operation. */
	readonly before?: string;
}

export interface OperationChanges {
	/** Lowest ID first. */
	readonly changes: OperationChange[];
	readonly seen: OperationsSeen;
}

/** Statuses after which nothing follows; those that EXMO may have besides are followed for a while, too. */
const OVER = ['paid', 'transferred', 'cancelled', 'canceled'];
/** A poll goes at least so far back, for operations whose status is not known to be the last one. */
const MAX_KNOWN = 100;
/** An operation that is still under way is looked for within so many rows. */
const MAX_ROWS = 1000;

const statusOf = (row: Row): string => String(row.status ?? '').toLowerCase();

/** What makes a difference to a person: the status, and a transaction ID that has come. */
const lineOf = (row: Row): string => `${statusOf(row)}${extraOf(row).txid ? ' sent' : ''}`;

const statusIn = (line: string): string => line.replace(/ sent$/, '');

const isOver = (line: string): boolean => OVER.includes(statusIn(line));

/** The rows that tell all: down to the oldest one that is new or not over. */
async function rowsOfInterest(list: AsyncIterable<Row>, before?: OperationsSeen): Promise<Row[]> {
	const rows: Row[] = [];
	const pending = new Set(
		Object.entries(before?.known ?? {}).flatMap(([id, line]) => (isOver(line) ? [] : [id])),
	);
	for await (const row of list) {
		rows.push(row);
		pending.delete(operationIdOf(row));
		const isOld = before !== undefined && isAtFloor(before.seen, operationIdOf(row));
		const isEnough = pending.size === 0 || rows.length >= MAX_ROWS;
		if (rows.length >= MAX_KNOWN && (isOld || !before) && isEnough) break;
	}
	return rows;
}

/** The latest, and all that are not over. */
function knownOf(lines: ReadonlyMap<string, string>): Record<string, string> {
	const ids = [...lines.keys()].sort((a, b) => compareIds(b, a));
	const kept = ids.filter((id, index) => index < MAX_KNOWN || !isOver(lines.get(id) ?? ''));
	return Object.fromEntries(kept.slice(0, MAX_ROWS).map((id) => [id, lines.get(id) ?? '']));
}

/** What is new or has changed; without a state, the state of a first poll and nothing. `list`: newest first. */
export async function readOperationChanges(
	list: AsyncIterable<Row>,
	before: OperationsSeen | undefined,
): Promise<OperationChanges> {
	const rows = await rowsOfInterest(list, before);
	const lines = new Map(Object.entries(before?.known ?? {}));
	const changes: OperationChange[] = [];
	for (const row of rows) {
		const id = operationIdOf(row);
		const [was, is] = [lines.get(id), lineOf(row)];
		const isNew = was === undefined && before !== undefined && !isAtFloor(before.seen, id);
		if (before && (isNew || (was !== undefined && was !== is))) {
			changes.push({ row, before: was === undefined ? undefined : statusIn(was) });
		}
		lines.set(id, is);
	}
	const seen = withSeen(before?.seen ?? NOTHING_SEEN, rows.map(operationIdOf));
	return {
		changes: changes.sort((a, b) => compareIds(operationIdOf(a.row), operationIdOf(b.row))),
		seen: { seen, known: knownOf(lines) },
	};
}
