/** A table as CSV: comma, CRLF, quotes where they are needed (RFC 4180). */
import { formatDecimal } from '../money/decimal';
import type { Cell } from './formats/format';

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets take
 * as "this is text". Addresses, tags and providers are what others have written.
 */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string =>
	/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Numbers are never touched. */
const field = (cell: Cell): string =>
	typeof cell === 'string' ? quoted(harmless(cell)) : formatDecimal(cell);

const line = (fields: readonly string[]): string => `${fields.join(',')}\r\n`;

export const csvLine = (cells: readonly Cell[]): string => line(cells.map(field));

/** Column names and rows. */
export const toCsv = (columns: readonly string[], rows: Iterable<readonly Cell[]>): string =>
	[line(columns.map(quoted)), ...[...rows].map(csvLine)].join('');
