/** The listed pairs that a pair that is not listed may have been meant to be. */

const MAX_PAIRS = 3;

/** Whether one letter more, less or other, or two letters in each other's place, are all the difference. */
export function isOneEdit(one: string, other: string): boolean {
	const [long, short] = one.length >= other.length ? [one, other] : [other, one];
	if (long === short || long.length - short.length > 1) return false;
	let at = 0;
	while (at < short.length && long[at] === short[at]) at++;
	if (long.length > short.length) return long.slice(at + 1) === short.slice(at);
	if (long.slice(at + 1) === short.slice(at + 1)) return true;
	const [first, second] = [long[at], long[at + 1]];
	return (
		short[at] === second && short[at + 1] === first && long.slice(at + 2) === short.slice(at + 2)
	);
}

/**
 * The likeliest first, three at most: base and quote in each other's place, a slip of one letter, both,
 * or the same base in another quote currency.
 */
export function nearestPairs(pair: string, listed: Iterable<string>): string[] {
	const pairs = [...listed].sort();
	const [base, quote] = pair.split('_');
	const swapped = `${quote}_${base}`;
	const guesses: Array<(known: string) => boolean> = [
		(known) => known === swapped,
		(known) => isOneEdit(known, pair),
		(known) => isOneEdit(known, swapped),
		(known) => known.startsWith(`${base}_`),
		(known) => known.startsWith(`${quote}_`),
	];
	for (const guess of guesses) {
		const found = pairs.filter(guess);
		if (found.length > 0) return found.slice(0, MAX_PAIRS);
	}
	return [];
}
