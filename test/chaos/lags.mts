/** Times at which an exchange's lists are behind, or cannot be read at all. */
import type { FaultSpec } from '../../sandbox/faults/faultSpec.mts';
import { Random } from './random.mts';

const LISTS: readonly string[][] = [
	['user_open_orders'],
	['user_trades'],
	['user_cancelled_orders'],
	['wallet_operations'],
	['margin/user/order/list', 'margin/user/order/history'],
	['margin/user/position/list'],
];
const LAGS_MS = [1_000, 3_000, 5_000, 8_000, 14_000, 20_000, 30_000, 60_000];
/** A refusal at once: what is tried again first would make the run longer, and show nothing more. */
const UNREADABLE = '{"result":false,"error":"Error 40032: Access is denied for this API key"}';

/** Longer than any run takes. */
const UNTIL_MS = 20 * 60_000;

/** The windows of one exchange, one after the other. */
export function lagsOf(seed: number): FaultSpec[] {
	const random = new Random(seed);
	const windows: FaultSpec[] = [];
	for (let afterMs = random.between(0, 10_000); afterMs < UNTIL_MS; ) {
		const forMs = random.between(10_000, 30_000);
		const endpoints = random.chance(0.5) ? LISTS.flat() : random.one(LISTS);
		const window = { afterMs, forMs, endpoints };
		windows.push(
			random.chance(0.8)
				? { kind: 'lag', ms: random.one(LAGS_MS), ...window }
				: { kind: 'custom', effect: 'before', body: UNREADABLE, ...window },
		);
		afterMs += forMs + random.between(5_000, 40_000);
	}
	return windows;
}
