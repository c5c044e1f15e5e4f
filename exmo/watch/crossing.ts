/** When a value crosses a threshold, with hysteresis: one that stays on the line crosses it once. */
import { add, compare, subtract, type Decimal } from '../money/decimal';

/** On which side of the threshold a value is. */
export type Zone = 'above' | 'below';

/** Which crossings are of interest. */
export type CrossingDirection = Zone | 'either';

export interface Threshold {
	readonly value: Decimal;
	readonly direction: CrossingDirection;
	/** How far the value has to go back before it can cross again, in the value's unit; 0 or more. */
	readonly hysteresis: Decimal;
}

/** From here on upward the value counts as above, if it was below. */
const upper = ({ value, direction, hysteresis }: Threshold): Decimal =>
	direction === 'above' ? value : add(value, hysteresis);

/** From here on downward the value counts as below, if it was above. */
const lower = ({ value, direction, hysteresis }: Threshold): Decimal =>
	direction === 'below' ? value : subtract(value, hysteresis);

/** On the very line a value has reached it: it is in the zone that is waited for. */
function zoneAtFirst(threshold: Threshold, value: Decimal): Zone {
	const difference = compare(value, threshold.value);
	return difference > 0 || (difference === 0 && threshold.direction !== 'below')
		? 'above'
		: 'below';
}

/** The zone in which the value is, after it was in `before`. */
export function zoneOf(threshold: Threshold, value: Decimal, before: Zone | undefined): Zone {
	if (before === undefined) return zoneAtFirst(threshold, value);
	const toLower = compare(value, lower(threshold));
	const toUpper = compare(value, upper(threshold));
	if (threshold.direction === 'below') {
		return before === 'above'
			? toLower <= 0
				? 'below'
				: 'above'
			: toUpper > 0
				? 'above'
				: 'below';
	}
	return before === 'below' ? (toUpper >= 0 ? 'above' : 'below') : toLower < 0 ? 'below' : 'above';
}

/** Whether going from one zone to the other is what is waited for. */
export const isCrossing = (
	{ direction }: Threshold,
	before: Zone | undefined,
	now: Zone,
): boolean =>
	before !== undefined && before !== now && (direction === 'either' || direction === now);
