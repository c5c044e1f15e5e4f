/** Times: n8n's date fields in, unix seconds to EXMO, ISO texts out. */
import { InvalidInput } from '../errors/nodeErrors';

const HAS_ZONE = /(?:Z|[+-]\d\d:?\d\d)$/i;

/** How far the zone is ahead of UTC at that moment, in milliseconds. */
function zoneOffset(utcMs: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(utcMs);
	const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
	const local = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return local - Math.trunc(utcMs / 1000) * 1000;
}

function millisecondsOf(value: unknown, timeZone: string): number {
	// Unix time: EXMO counts seconds, JavaScript milliseconds; no exchange is older than 10^11 ms (1973)
	if (typeof value === 'number') return value < 1e11 ? value * 1000 : value;
	// Date and Luxon's DateTime
	if (typeof value === 'object')
		return typeof value?.valueOf === 'function' ? Number(value.valueOf()) : NaN;
	const text = String(value).trim();
	if (/^\d+(?:\.\d+)?$/.test(text)) return millisecondsOf(Number(text), timeZone);
	if (HAS_ZONE.test(text)) return Date.parse(text);
	const asUtc = Date.parse(`${text.replace(' ', 'T')}${/\d:\d/.test(text) ? '' : 'T00:00:00'}Z`);
	if (Number.isNaN(asUtc)) return Date.parse(text);
	// The offset of the guessed moment, then of the moment that it leads to (around a clock change)
	const guess = asUtc - zoneOffset(asUtc, timeZone);
	return asUtc - zoneOffset(guess, timeZone);
}

/**
 * Unix seconds of a date field's value; a text without a zone is meant in the workflow's time zone.
 * @throws InvalidInput for anything that is not a date
 */
export function instantOf(value: unknown, label: string, timeZone: string): number {
	const ms = millisecondsOf(value, timeZone);
	if (!Number.isFinite(ms)) {
		throw new InvalidInput(
			`${label} ${typeof value === 'object' ? 'holds what' : `"${String(value).slice(0, 40)}"`} is not a date. Write it like 2026-11-22T10:00:00.`,
		);
	}
	return Math.floor(ms / 1000);
}

/**
 * Unix seconds, a number or a text as EXMO sends them, as ISO 8601 in UTC; "" for 0, by which EXMO says
 * "never" (exmo-api/REST.md 5.3, 6.12, 6.19), and for what is no time.
 */
export const isoOfSeconds = (seconds: unknown): string => isoOfMilliseconds(Number(seconds) * 1000);

/** The same of milliseconds. */
export const isoOfMilliseconds = (ms: number): string =>
	ms > 0 && ms <= 8.64e15 ? new Date(ms).toISOString() : '';

/** The same of nanoseconds, as the margin methods send them (exmo-api/REST.md 1.8), to the millisecond. */
export function isoOfNanoseconds(nanoseconds: unknown): string {
	const text = String(nanoseconds ?? '');
	return /^\d+$/.test(text) ? isoOfMilliseconds(Number(BigInt(text) / 1_000_000n)) : '';
}
