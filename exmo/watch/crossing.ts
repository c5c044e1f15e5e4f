/** When a value crosses a level, with hysteresis: a value that stays on the line crosses it once. */
import { add, compare, subtract, type Decimal } from '../money/decimal';

export type Side = 'above' | 'below';

/** Which crossings are of interest. */
export type Direction = Side | 'either';

export interface Level {
	readonly level: Decimal;
	readonly direction: Direction;
	/** How far the value has to go back before it can cross again, in the value's unit; 0 or more. */
	readonly hysteresis: Decimal;
}

/** From here on upward the value counts as above, if it was below. */
const upper = ({ level, direction, hysteresis }: Level): Decimal =>
	direction === 'above' ? level : add(level, hysteresis);

/** From here on downward the value counts as below, if it was above. */
const lower = ({ level, direction, hysteresis }: Level): Decimal =>
	direction === 'below' ? level : subtract(level, hysteresis);

/** On the very line a value has reached it: it is on the side that is waited for. */
function sideAtFirst({ level, direction }: Level, value: Decimal): Side {
	const difference = compare(value, level);
	return difference > 0 || (difference === 0 && direction !== 'below') ? 'above' : 'below';
}

/** The side on which the value is, after it was on `before`. */
export function sideOf(level: Level, value: Decimal, before: Side | undefined): Side {
	if (before === undefined) return sideAtFirst(level, value);
	const toLower = compare(value, lower(level));
	const toUpper = compare(value, upper(level));
	if (level.direction === 'below') {
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

/** Whether going from one side to the other is what is waited for. */
export const isCrossing = ({ direction }: Level, before: Side | undefined, now: Side): boolean =>
	before !== undefined && before !== now && (direction === 'either' || direction === now);
