/** The history against the balances, currency by currency, exact to the last digit. */
import { add, isZero, subtract, ZERO, type Decimal } from '../../money/decimal';
import type { HistoryGap } from '../gaps';
import { explains, hintsFor, type Hint } from './hints';
import type { Replay } from './replay';

/** What the account has of one currency. */
export interface Holding {
	readonly free: Decimal;
	readonly inOrders: Decimal;
	/** In the margin wallet; undefined when EXMO did not tell. */
	readonly margin?: Decimal;
}

export interface Actual {
	readonly holdings: ReadonlyMap<string, Holding>;
	/** Currencies whose balance changed while the history was read. */
	readonly changed: ReadonlySet<string>;
}

export interface Proof extends Holding {
	readonly currency: string;
	/** What the rows add up to. */
	readonly replayed: Decimal;
	/** Free, in orders and in the margin wallet. */
	readonly actual: Decimal;
	/** Actual less replayed. */
	readonly difference: Decimal;
	/** How much of the difference rows of the history account for: all of it, or none. */
	readonly explained: Decimal;
	readonly hints: readonly Hint[];
	readonly rowCount: number;
	/** Rows of unknown meaning that name this currency, or none that can be read. */
	readonly unknownRows: readonly string[];
}

const NOTHING_HELD: Holding = { free: ZERO, inOrders: ZERO };

function proofOf(
	currency: string,
	replay: Replay,
	{ holdings, changed }: Actual,
	gaps: readonly HistoryGap[],
): Proof {
	const held = holdings.get(currency) ?? NOTHING_HELD;
	const actual = [held.free, held.inOrders, held.margin ?? ZERO].reduce(add, ZERO);
	const own = replay.of(currency);
	const difference = subtract(actual, own.replayed);
	const hints = hintsFor(currency, difference, own, {
		gaps,
		margin: held.margin,
		hasChanged: changed.has(currency),
		unread: replay.unreadRows,
	});
	return {
		...held,
		currency,
		replayed: own.replayed,
		actual,
		difference,
		explained: hints.some(explains) ? difference : ZERO,
		hints,
		rowCount: own.rowCount,
		unknownRows: [...own.unknown, ...replay.unreadRows].map(({ id }) => id),
	};
}

/** Every currency that a row names or the account holds: those that differ first, then by name. */
export function prove(replay: Replay, actual: Actual, gaps: readonly HistoryGap[]): Proof[] {
	const held = [...actual.holdings].filter(([, { free, inOrders, margin }]) =>
		[free, inOrders, margin ?? ZERO].some((amount) => !isZero(amount)),
	);
	const currencies = new Set([...replay.currencies(), ...held.map(([currency]) => currency)]);
	const rank = ({ difference }: Proof) => (isZero(difference) ? 1 : 0);
	return [...currencies]
		.sort()
		.map((currency) => proofOf(currency, replay, actual, gaps))
		.sort((a, b) => rank(a) - rank(b));
}
