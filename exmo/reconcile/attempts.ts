/** Several attempts to find something that may still be on its way. */
import type { Clock } from '../clock';

/** How long to search: one attempt; as long as lists usually lag; as long as they were ever seen to. */
export type Effort = 'once' | 'usual' | 'patient';

/** When to try, in milliseconds after the search began. How far EXMO's lists lag is not known. */
export const ATTEMPTS_MS: Readonly<Record<Effort, readonly number[]>> = {
	once: [0],
	usual: [0, 1000, 3000, 7000, 12_000],
	patient: [0, 1000, 3000, 7000, 12_000, 20_000, 30_000, 45_000, 62_000],
};

/** Tries until something is found or the attempts are used up. @throws what an attempt throws */
export async function untilFound<T>(
	clock: Clock,
	effort: Effort,
	attempt: () => Promise<T | undefined>,
): Promise<T | undefined> {
	const began = clock.now();
	for (const after of ATTEMPTS_MS[effort]) {
		const pause = began + after - clock.now();
		if (pause > 0) await clock.sleep(pause);
		const found = await attempt();
		if (found !== undefined) return found;
	}
	return undefined;
}

export interface Search<T> {
	readonly found?: T;
	/** Whether the last attempt could read what it needs. */
	readonly couldRead: boolean;
}

/** The same; an attempt that fails has found nothing. */
export async function search<T>(
	clock: Clock,
	effort: Effort,
	attempt: () => Promise<T | undefined>,
): Promise<Search<T>> {
	let couldRead = false;
	const found = await untilFound(clock, effort, async () => {
		const outcome = await attempt().then(
			(value) => ({ value }),
			() => undefined,
		);
		couldRead = outcome !== undefined;
		return outcome?.value;
	});
	return found === undefined ? { couldRead } : { found, couldRead };
}

/** What is known of a write whose answer got lost: the answer to go on with, or which lists were read. */
export type Finding<Answer> =
	| { readonly answer: Answer }
	| {
			/** For a person, in whole sentences. */
			readonly searched: string;
			/** Every place where it would show could be read to the last, and it shows in none. */
			readonly isAbsent?: boolean;
	  };

/** Tries until there is an answer. Of attempts without one the last counts; failed ones do not. */
export async function reconcile<Answer>(
	clock: Clock,
	effort: Effort,
	attempt: () => Promise<Finding<Answer>>,
): Promise<Finding<Answer>> {
	let last: Finding<Answer> = { searched: '' };
	const { found } = await search(clock, effort, async () => {
		last = await attempt();
		return 'answer' in last ? last : undefined;
	});
	return found ?? last;
}

/** The answer to a write of which nothing is needed but that EXMO carried it out. */
export type Done = 'done';
