/**
 * What cannot be read of what EXMO sends. It is left out and reported to the listener: one row that makes
 * no sense must not take the others with it, nor end the stream.
 */
import { ExmoError } from '../../errors/errors';
import { isAmount } from '../../money/amounts';
import { answeredId } from '../../api/ids';
import { isRow, type Row } from '../../api/rows';

/** The message is fit for a log: what was wrong, in a few words. */
export class Unreadable extends ExmoError {
	override readonly name: string = 'Unreadable';

	constructor(title: string) {
		super({
			title,
			advice: 'It was left out. EXMO may have changed something, or has trouble.',
			kind: 'network',
			effect: 'none',
		});
	}
}

/** A local copy can no longer be kept up to date: only a new snapshot makes it right again. */
export class OutOfStep extends Unreadable {
	override readonly name = 'OutOfStep';
}

/** Called with what was left out, and why. */
export type Skip = (error: unknown) => void;

/** For callers that want to hear of it as an error. */
export const rethrow: Skip = (error) => {
	throw error;
};

/** What a value is, for a message: short, and never the whole of a long one. */
export const described = (value: unknown): string =>
	value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);

/**
 * The content as a list: EXMO was seen with an object and with a list of objects (WEBSOCKET.md 4.7),
 * and sends `{}` as well as `[]` for nothing (REST.md 1.6 OK-3).
 */
function listed(data: unknown): readonly unknown[] {
	if (Array.isArray(data)) return data;
	return isRow(data) && Object.keys(data).length === 0 ? [] : [data];
}

/** What is read from each row of a frame's content; a row that cannot be read is handed to `skip`. */
export function fromEachRow<T>(data: unknown, skip: Skip, read: (row: Row) => readonly T[]): T[] {
	return listed(data).flatMap((row) => {
		try {
			if (!isRow(row)) throw new Unreadable(`${described(row)} is not a row`);
			return read(row);
		} catch (error) {
			skip(error);
			return [];
		}
	});
}

/** The ID of a row that has to have one. @throws Unreadable */
export function neededId(row: Row, field: string): string {
	const id = answeredId(row[field]);
	if (id === '') throw new Unreadable(`${field} is ${described(row[field])}, which is no ID`);
	return id;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Fields that may be missing, but hold nothing else than a decimal. @throws Unreadable */
export function checkDecimals(row: Row, fields: readonly string[]): void {
	for (const field of fields) if (!isAbsent(row[field])) decimalAt(row, field);
}

/** Fields without which a row says nothing; "" is zero (REST.md 13.11). @throws Unreadable */
export function needDecimals(row: Row, fields: readonly string[]): void {
	for (const field of fields) decimalAt(row, field);
}

function decimalAt(row: Row, field: string): void {
	const value = row[field];
	if (value !== undefined && value !== null && isAmount(value)) return;
	throw new Unreadable(`${field} is ${described(value)}, which is no decimal number`);
}

const NANOSECONDS = /^\d{15,}$/;

/** When something happened, as unix seconds; NaN where the row does not say. Margin rows count in nanoseconds. */
export function secondsOf(row: Row): number {
	const value = row.date ?? row.trade_dt ?? row.event_time ?? row.created;
	if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return NaN;
	return NANOSECONDS.test(String(value)) ? Number(value) / 1e9 : Number(value);
}
