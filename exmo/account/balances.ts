/** What the account holds: the one reader of `user_info` (exmo-api/REST.md 3.1). */
import type { Call } from '../api/call';
import { ENDPOINTS } from '../api/endpoints';
import type { ByName } from '../api/rows';

export interface Holdings {
	/** By currency, as EXMO sends them. */
	readonly free: ByName<unknown>;
	/** Locked in open orders. */
	readonly reserved: ByName<unknown>;
	/** EXMO's clock, unix seconds. */
	readonly serverDate: unknown;
}

export async function readHoldings(call: Call): Promise<Holdings> {
	const { balances, reserved, server_date: serverDate } = await call(ENDPOINTS.userInfo);
	return { free: balances, reserved: reserved || {}, serverDate };
}

/** Every currency that either map names. */
export const currenciesIn = ({ free, reserved }: Omit<Holdings, 'serverDate'>): string[] => [
	...new Set([...Object.keys(free), ...Object.keys(reserved)]),
];
