import fc from 'fast-check';
import { parseDecimal } from '../../../../exmo/money/decimal.ts';
import {
	isCrossing,
	zoneOf,
	type CrossingDirection,
	type Threshold,
	type Zone,
} from '../../../../exmo/watch/crossing.ts';

const thresholdAt = (level: string, direction: CrossingDirection, hysteresis = '0'): Threshold => ({
	value: parseDecimal(level),
	direction,
	hysteresis: parseDecimal(hysteresis),
});

/** The crossings of a row of values, as `value crossed`. */
function crossings(threshold: Threshold, values: Array<string | number>): string[] {
	let before: Zone | undefined;
	return values.flatMap((value) => {
		const now = zoneOf(threshold, parseDecimal(value), before);
		const crosses = isCrossing(threshold, before, now);
		before = now;
		return crosses ? [`${value} ${now}`] : [];
	});
}

test.each<[string, CrossingDirection, string, string[], string[]]>([
	['upward', 'above', '0', ['99', '101', '102', '99', '100'], ['101 above', '100 above']],
	['downward', 'below', '0', ['101', '99', '98', '101', '100'], ['99 below', '100 below']],
	['both ways', 'either', '0', ['99', '101', '98'], ['101 above', '98 below']],
	['begun on the other side: nothing', 'above', '0', ['101', '102'], []],
	['on the line at first, upward: it is there already', 'above', '0', ['100', '101'], []],
	['on the line at first, downward: it is there already', 'below', '0', ['100', '99'], []],
	['on the line once, not again', 'either', '0', ['99', '100', '100', '100'], ['100 above']],
	['not back far enough', 'above', '2', ['99', '100', '98.5', '100', '98', '100'], ['100 above']],
	['back far enough', 'above', '2', ['99', '100', '97.9', '100'], ['100 above', '100 above']],
	[
		'downward, back far enough',
		'below',
		'2',
		['101', '100', '102.1', '99'],
		['100 below', '99 below'],
	],
	['either, within the band', 'either', '2', ['99', '101', '99', '101.9'], []],
	['either, out of the band', 'either', '2', ['99', '102', '98', '97'], ['102 above', '97 below']],
	['a jump right across', 'either', '2', ['1', '1000', '1'], ['1000 above', '1 below']],
])('%s', (_name, direction, hysteresis, values, expected) => {
	expect(crossings(thresholdAt('100', direction, hysteresis), values)).toEqual(expected);
});

const value = fc.integer({ min: 80, max: 120 });

test('either way: above and below take turns', () => {
	fc.assert(
		fc.property(fc.array(value), fc.nat({ max: 10 }), (values, hysteresis) => {
			const found = crossings(thresholdAt('100', 'either', String(hysteresis)), values);
			const zones = found.map((one) => one.split(' ')[1]);
			zones.slice(1).forEach((zone, index) => expect(zone).not.toBe(zones[index]));
		}),
	);
});

test('without hysteresis: each time the value is at the level or above, and was below before', () => {
	fc.assert(
		fc.property(fc.array(value, { minLength: 1 }), (values) => {
			const expected = values.slice(1).filter((now, index) => now >= 100 && values[index] < 100);
			expect(crossings(thresholdAt('100', 'above'), values)).toHaveLength(expected.length);
		}),
	);
});

test('a value that trembles by no more than the hysteresis crosses once at most', () => {
	fc.assert(
		fc.property(
			fc.constantFrom<CrossingDirection>('above', 'below'),
			fc.array(fc.integer({ min: 96, max: 104 })),
			(direction, values) => {
				expect(crossings(thresholdAt('100', direction, '4'), values).length).toBeLessThanOrEqual(1);
			},
		),
	);
});
