import type { PastSettings } from '../../sandbox/control/past.mts';
import type { Sandbox } from '../../sandbox/server.mts';

/** One pair of the account with a past. */
interface PastPair {
	readonly pair: string;
	readonly trades: number;
	/** How a client can come to know it. */
	readonly trace: 'listed' | 'named' | 'currency' | 'cancelledOrder';
}

/** What the account with a past has for a client to find, by the sandbox's own record. */
interface PastReport {
	readonly account: string;
	readonly swap: PastSettings['swap'];
	readonly noticeMs: number;
	readonly counts: Readonly<
		Record<
			'trades' | 'operations' | 'cancelledOrders' | 'marginTrades' | 'marginEntries' | 'giftCodes',
			number
		>
	>;
	readonly pairs: readonly PastPair[];
	/** What was taken of each currency at the notice, and the claim tokens that were given for all. */
	readonly cuts: Readonly<Record<string, string>>;
	readonly tokens: string;
}

const answered = async (response: Response): Promise<PastReport> => {
	const body = (await response.json()) as { error?: string; accounts?: PastReport[] };
	if (body.error !== undefined) throw new Error(body.error);
	return body.accounts![0];
};

/**
 * The account with a past of a sandbox whose market is `winddown`. Its credentials are
 * `credentialsOf('past')` of useSandbox and its like.
 */
export const pastOf = async ({ url }: Sandbox): Promise<PastReport> =>
	answered(await fetch(`${url}/_sandbox/past`));

/** Changes how its lists show what was, and how the claim token came about. */
export const setPast = async ({ url }: Sandbox, changes: Partial<PastSettings>) =>
	answered(await fetch(`${url}/_sandbox/past`, { method: 'PUT', body: JSON.stringify(changes) }));
