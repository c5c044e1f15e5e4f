/** Moments in UTC, as the formats write them. */

/** "2025-10-09T08:53:20" */
const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);

/** "2025-10-09" */
export const dateOf = (seconds: number): string => iso(seconds).slice(0, 10);

/** "08:53:20" */
export const timeOf = (seconds: number): string => iso(seconds).slice(11);

/** "2025-10-09 08:53:20" */
export const dateAndTime = (seconds: number): string => `${dateOf(seconds)} ${timeOf(seconds)}`;

/** "2025-10-09T08:53:20Z" */
export const isoWithZone = (seconds: number): string => `${iso(seconds)}Z`;

/** "10/09/2025 08:53:20": the month first */
export function americanDateAndTime(seconds: number): string {
	const [year, month, day] = dateOf(seconds).split('-');
	return `${month}/${day}/${year} ${timeOf(seconds)}`;
}

/** "09.10.2025 08:53:20" */
export function dottedDateAndTime(seconds: number): string {
	const [year, month, day] = dateOf(seconds).split('-');
	return `${day}.${month}.${year} ${timeOf(seconds)}`;
}
