/** Gap fill: REST tells what happened between two connections. */
import type { Call } from '../../api/call';
import type { Clock, Moment } from '../../clock';
import type { GapFill } from '../feeds/feed';
import type { Skip } from '../feeds/unreadable';

export interface GapFiller {
	/** At the start: what was there before. */
	begin(): Promise<GapFill>;
	/** @param gapSince when EXMO was last heard of before the gap */
	since(gapSince: Moment): Promise<GapFill>;
}

/** What a gap filler works with. */
export interface GapSource {
	readonly call: Call;
	readonly clock: Pick<Clock, 'now'>;
	/** EXMO's time at a moment, in unix seconds; EXMO is asked where its clock is not known yet. */
	serverSecondsAt(moment: Moment): Promise<number>;
	/** Called with what could not be read, and was left out. */
	readonly skip: Skip;
}
