/** What a difference between the history and the balances may be. A hint is never a fact. */
import { mayConcern, type HistoryGap } from '../gaps';
import {
	add,
	compare,
	formatDecimal,
	isNegative,
	isPositive,
	isZero,
	multiply,
	negate,
	parseDecimal,
	subtract,
	ZERO,
	type Decimal,
} from '../../money/decimal';
import { NOTICE } from './notice';
import type { CurrencyReplay, Doubt } from './replay';

type HintKind =
	/** Rows of the history account for the difference to the last digit. */
	| 'underWay'
	| 'unknownRows'
	| 'withdrawalFees'
	| 'depositFees'
	/** What the notice of July 2026 says would make such a difference. */
	| 'claimTokenSwap'
	| 'claimToken'
	/** Something is missing, and how much is not known. */
	| 'pairLeftOut'
	| 'pairRefused'
	| 'listCut'
	| 'listRefused'
	| 'listUnreadable'
	| 'feeNotTold'
	| 'margin'
	| 'changedMeanwhile'
	| 'nothingFits';

export interface Hint {
	readonly kind: HintKind;
	/** Whether it would make exactly this difference. */
	readonly isExact: boolean;
	readonly text: string;
}

/** What else bears on one currency. */
interface Circumstances {
	readonly gaps: readonly HistoryGap[];
	/** What is in the margin wallet; undefined when EXMO did not tell. */
	readonly margin?: Decimal;
	/** Whether the balance changed while the history was read. */
	readonly hasChanged: boolean;
	/** Rows that name no currency that can be read. */
	readonly unread: readonly Doubt[];
}

/** Hints that rows of the history back up. */
const BACKED: ReadonlySet<HintKind> = new Set([
	'underWay',
	'unknownRows',
	'withdrawalFees',
	'depositFees',
]);

export const explains = ({ kind, isExact }: Hint): boolean => isExact && BACKED.has(kind);

const sumOf = (doubts: readonly Doubt[]): Decimal =>
	doubts.reduce((sum, { amount }) => add(sum, amount), ZERO);

const isSame = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0;

/** One of them, or all together. */
const fits = (difference: Decimal, amounts: readonly Decimal[]): boolean =>
	amounts.some((amount) => isSame(amount, difference)) ||
	(amounts.length > 0 && isSame(amounts.reduce(add, ZERO), difference));

const namesOf = (doubts: readonly Doubt[]): string =>
	doubts
		.slice(0, 5)
		.map(({ id, note }) => `${id} (${note})`)
		.join(', ') + (doubts.length > 5 ? `, and ${doubts.length - 5} more` : '');

function underWay(difference: Decimal, { leaving, arriving }: CurrencyReplay): Hint[] {
	if (leaving.length + arriving.length === 0) return [];
	// A withdrawal counts as gone: if EXMO still has it in the balance, there is that much more
	const amounts = [
		...leaving.map(({ amount }) => negate(amount)),
		...arriving.map(({ amount }) => amount),
	];
	const sums = [negate(sumOf(leaving)), sumOf(arriving)];
	const isExact = fits(difference, amounts) || sums.some((sum) => isSame(sum, difference));
	const text = `Under way, and counted as gone when they leave, not when they arrive: ${namesOf([...leaving, ...arriving])}.`;
	return [{ kind: 'underWay', isExact, text }];
}

function unknownRows(
	difference: Decimal,
	{ unknown }: CurrencyReplay,
	unread: readonly Doubt[],
): Hint[] {
	if (unknown.length + unread.length === 0) return [];
	const amounts = unknown.map(({ amount }) => amount);
	const isExact = fits(difference, amounts) || fits(negate(difference), amounts);
	const text = `Rows whose meaning is not known, which are not counted: ${namesOf([...unknown, ...unread])}.`;
	return [{ kind: 'unknownRows', isExact, text }];
}

function walletFees(difference: Decimal, replay: CurrencyReplay): Hint[] {
	const { withdrawalFees, depositFees } = replay;
	const hints: Hint[] = [];
	if (!isZero(withdrawalFees) && isSame(withdrawalFees, difference)) {
		const text = `The difference is the sum of the fees of all withdrawals: EXMO may take them on top of the amount that the row shows. They are counted as part of it.`;
		hints.push({ kind: 'withdrawalFees', isExact: true, text });
	}
	if (!isZero(depositFees) && isSame(negate(depositFees), difference)) {
		const text = `The difference is the sum of the fees of all deposits: EXMO may take them off the amount that the row shows. They are not counted.`;
		hints.push({ kind: 'depositFees', isExact: true, text });
	}
	return hints;
}

/** How the share was rounded is not known: to the last of EXMO's 8 digits, either way. */
const ROUNDING = parseDecimal('0.00000001');

/** @param currency a missing share of any, or claim tokens that no row tells of */
function notice(currency: string, difference: Decimal, { atNotice }: CurrencyReplay): Hint[] {
	if (currency === NOTICE.claimToken && isPositive(difference)) {
		const text = `EXMO's notice of ${NOTICE.date} says that ${NOTICE.percent} % of each balance was swapped for this claim token. That is a hint: no row tells of it.`;
		return [{ kind: 'claimToken', isExact: false, text }];
	}
	if (!isNegative(difference)) return [];
	const cutFrom = atNotice.find((balance) => {
		const off = subtract(multiply(balance, NOTICE.share), negate(difference));
		return compare(isNegative(off) ? negate(off) : off, ROUNDING) < 0;
	});
	if (!cutFrom) return [];
	const text = `What is missing is ${NOTICE.percent} % of the ${formatDecimal(cutFrom)} ${currency} that the history has on ${NOTICE.date}. EXMO's notice of that day says that so much of each balance was swapped for a claim token, ${NOTICE.claimToken}. That is a hint: no row tells of it.`;
	return [{ kind: 'claimTokenSwap', isExact: true, text }];
}

const GAP_TEXTS: Record<HistoryGap['kind'], (names: string) => string> = {
	pairLeftOut: (names) => `EXMO left these pairs out, so trades on them may be missing: ${names}.`,
	pairRefused: (names) => `EXMO refused these pairs, so trades on them may be missing: ${names}.`,
	listCut: (names) => `EXMO ended these lists early, so older rows may be missing: ${names}.`,
	listRefused: (names) => `EXMO refused these lists: ${names}.`,
	listUnreadable: (names) => `EXMO answered these lists in a form that is not known: ${names}.`,
};

function missing(currency: string, gaps: readonly HistoryGap[]): Hint[] {
	const own = gaps.filter((gap) => mayConcern(gap, currency));
	return Object.entries(GAP_TEXTS).flatMap(([kind, textOf]) => {
		const names = own.filter((gap) => gap.kind === kind).map(({ name }) => name);
		if (names.length === 0) return [];
		return [{ kind: kind as HistoryGap['kind'], isExact: false, text: textOf(names.join(', ')) }];
	});
}

function circumstances(
	difference: Decimal,
	replay: CurrencyReplay,
	{ margin, hasChanged }: Circumstances,
): Hint[] {
	const hasMargin = margin !== undefined && !isZero(margin);
	const hints: Array<[HintKind, boolean, string]> = [
		[
			'changedMeanwhile',
			hasChanged,
			'The balance changed while the history was read. Verify again when nothing is traded.',
		],
		[
			'feeNotTold',
			replay.withoutFee > 0,
			`${replay.withoutFee} trades do not tell their fee, as old ones may not: it is counted as none.`,
		],
		[
			'margin',
			replay.inferred > 0 || hasMargin,
			`Margin has this currency: ${formatDecimal(margin ?? ZERO)} in the wallet now. What it earned and cost, no documented row tells.`,
		],
	];
	return hints
		.filter(([, applies]) => applies)
		.map(([kind, , text]) => ({
			...{ kind, text },
			isExact: kind === 'margin' && hasMargin && isSame(margin, difference),
		}));
}

/** What the difference may be, what fits exactly first; nothing where there is none. */
export function hintsFor(
	currency: string,
	difference: Decimal,
	replay: CurrencyReplay,
	around: Circumstances,
): Hint[] {
	if (isZero(difference)) return [];
	const hints = [
		...underWay(difference, replay),
		...unknownRows(difference, replay, around.unread),
		...walletFees(difference, replay),
		...notice(currency, difference, replay),
		...missing(currency, around.gaps),
		...circumstances(difference, replay, around),
	];
	if (hints.length === 0) {
		const text =
			'Nothing that is known fits. A row may be missing, such as trades on a pair that is not listed any more and was not asked for.';
		return [{ kind: 'nothingFits', isExact: false, text }];
	}
	return [...hints.filter(({ isExact }) => isExact), ...hints.filter(({ isExact }) => !isExact)];
}
