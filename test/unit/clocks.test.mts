import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, WallClock } from '../../exmo/clock.ts';

/**
 * Whoever reads a clock says why here. The wall clock may be set at any time: it is for nonces and
 * dates. Everything that lasts or waits goes by `clock.now()`, which tests can hand in.
 */
const WALL_CLOCK: Readonly<Record<string, string>> = {
	'exmo/api/nonce.ts': 'nonces of all programs on a key have to be comparable',
	'exmo/api/serverClock.ts':
		'what EXMO’s time is before its first reply, and whether the machine slept',
	'nodes/shared/exchange/clock.ts': 'the clock that is handed in',
	'nodes/Exmo/actions/trading/marginPlan.ts': 'a date that a person filled in lies in the past',
	'exmo/stream/subscription.ts': 'the time that an event of a gap fill shows',
};
const MONOTONIC_CLOCK: Readonly<Record<string, string>> = {
	'nodes/shared/exchange/clock.ts': 'the clock that is handed in',
};

/** `Date.UTC` and `new Date(value)` read no clock. */
const READS_WALL_CLOCK =
	/\bDate\s*\.\s*now\b|\bnew\s+Date\s*(?:\(\s*\)|(?![\w\s(<]))|(?<!new\s)(?<![\w.])Date\s*\(|\.date\s*\(\s*\)|\bprocess\.hrtime|\bDateTime\s*\.\s*(?:now|local|utc)\b/;
const READS_MONOTONIC_CLOCK = /\bperformance\b/;

const checkout = join(__dirname, '../..');
const sources = globSync('{exmo,nodes,credentials}/**/*.ts', { cwd: checkout }).map((path) => ({
	path: path.replaceAll('\\', '/'),
	code: readFileSync(join(checkout, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, ''),
}));
const filesWith = (pattern: RegExp): string[] =>
	sources.filter(({ code }) => pattern.test(code)).map(({ path }) => path);

test('the sources are there, and a clock that is read is found', () => {
	expect(sources.length).toBeGreaterThan(150);
	for (const code of [
		'Date.now()',
		'Date.now',
		'new Date()',
		'new Date',
		'clock.date()',
		'Date()',
	]) {
		expect(`const a = ${code};`).toMatch(READS_WALL_CLOCK);
	}
	expect('new Date(row.created * 1000)').not.toMatch(READS_WALL_CLOCK);
});

test('the wall clock is read only where a date or a nonce is needed', () => {
	expect(filesWith(READS_WALL_CLOCK).sort()).toEqual(Object.keys(WALL_CLOCK).sort());
});

test('the monotonic clock is read in one place, and handed in elsewhere', () => {
	expect(filesWith(READS_MONOTONIC_CLOCK)).toEqual(Object.keys(MONOTONIC_CLOCK));
});

test('TypeScript does not let the two be mixed', () => {
	const mixed = (clock: Clock & WallClock): unknown[] => [
		// @ts-expect-error a moment is no date
		clock.now() < clock.date(),
		// @ts-expect-error a date is no moment
		clock.date() - clock.now(),
		// @ts-expect-error nor is a unix time
		clock.date().getTime() satisfies ReturnType<Clock['now']>,
	];
	expect(mixed).toBeInstanceOf(Function);
});
