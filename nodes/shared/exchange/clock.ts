/** This process's clocks: the only place that reads them, apart from exmo/api/nonce.ts. */
import { sleep } from 'n8n-workflow';

import type { Clock, Moment, WallClock } from '../../../exmo/clock';

export const clock: Clock & WallClock = {
	now: () => performance.now() as Moment,
	date: () => new Date(),
	sleep,
};
