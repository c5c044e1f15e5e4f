/** The currency that most pairs are priced in; "" where there is no pair. */
export function usualQuote(quotes: Iterable<string>): string {
	const counts = new Map<string, number>();
	for (const quote of quotes) counts.set(quote, (counts.get(quote) ?? 0) + 1);
	const byCount = [...counts].sort(([, one], [, other]) => other - one);
	return byCount[0]?.[0] ?? '';
}
