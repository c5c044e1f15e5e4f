import type { Progress } from '../../../../exmo/history/merge';
import { clock } from '../../../shared/exchange/clock';

const PROGRESS_EVERY_MS = 2000;

/** Tells how far it is, every two seconds at most. */
export function teller(progress: (text: string) => void): (state: Progress) => void {
	let next = clock.now() + PROGRESS_EVERY_MS;
	return ({ rowsRead, listsDone, lists }) => {
		if (clock.now() < next) return;
		next = clock.now() + PROGRESS_EVERY_MS;
		progress(`${rowsRead} rows of the history read, ${listsDone} of ${lists} lists done`);
	};
}
