/** Looking several times for something that may still be on its way. */
import type { Clock } from './clock';

/** When to look, in milliseconds after the search began. */
export const ROUNDS_MS: readonly number[] = [0, 1000, 3000, 7000, 12_000];

export interface Looked<T> {
	readonly found?: T;
	/** Whether the last round could be read at all. */
	readonly couldRead: boolean;
}

/** Looks until something is found or the rounds are over; a round that fails has seen nothing. */
export async function lookInRounds<T>(
	clock: Clock,
	look: () => Promise<T | undefined>,
): Promise<Looked<T>> {
	const began = clock.now();
	let couldRead = false;
	for (const round of ROUNDS_MS) {
		const pause = began + round - clock.now();
		if (pause > 0) await clock.sleep(pause);
		const outcome = await look().then(
			(found) => ({ found }),
			() => undefined,
		);
		couldRead = outcome !== undefined;
		if (outcome?.found !== undefined) return { found: outcome.found, couldRead };
	}
	return { couldRead };
}
