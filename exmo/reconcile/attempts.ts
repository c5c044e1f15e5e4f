/** Looking several times for something that may still be on its way. */
import type { Clock } from '../clock';

/** How long it is looked for: one look; as long as lists usually lag; as long as they were ever seen to. */
export type Effort = 'once' | 'usual' | 'patient';

/** When to look, in milliseconds after the search began. How far EXMO's lists lag is not known. */
export const ROUNDS_MS: Readonly<Record<Effort, readonly number[]>> = {
	once: [0],
	usual: [0, 1000, 3000, 7000, 12_000],
	patient: [0, 1000, 3000, 7000, 12_000, 20_000, 30_000, 45_000, 62_000],
};

export interface Looked<T> {
	readonly found?: T;
	/** Whether the last round could be read at all. */
	readonly couldRead: boolean;
}

/** Looks until something is found or the rounds are over; a round that fails has seen nothing. */
export async function lookInRounds<T>(
	clock: Clock,
	look: () => Promise<T | undefined>,
	effort: Effort = 'usual',
): Promise<Looked<T>> {
	const began = clock.now();
	let couldRead = false;
	for (const round of ROUNDS_MS[effort]) {
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
