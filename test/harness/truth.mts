import { setTimeout } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/server.mts';

/** One order as the exchange accepted it. */
interface AcceptedOrder {
	readonly id: string;
	readonly clientId: string;
	readonly pair: string;
	readonly type: string;
	readonly quantity: string;
	readonly status: string;
}

/** One amount that left an account, by withdrawal or by gift code. */
interface Outgoing {
	readonly taskId: string;
	readonly currency: string;
	readonly amount: string;
	readonly address: string;
}

/** One amount that was put into a position's margin, or taken out of it. */
interface MarginChange {
	readonly id: string;
	readonly positionId: string;
	readonly type: 'add' | 'remove';
	readonly amount: string;
}

/** What the sandbox really did, asked over HTTP at its control address. */
export interface Truth {
	readonly orders: AcceptedOrder[];
	readonly marginOrders: AcceptedOrder[];
	readonly marginChanges: MarginChange[];
	readonly withdrawals: Outgoing[];
	readonly giftCodes: Outgoing[];
	readonly requests: number;
	readonly endpoints: Record<string, number>;
	readonly refusals: Record<string, number>;
	readonly keys: Record<string, { perSecond: number; overlap: number; writeOverlap: number }>;
	readonly addresses: Record<string, { perSecond: number }>;
}

export const truthOf = async ({ url }: Sandbox): Promise<Truth> =>
	(await (await fetch(`${url}/_sandbox/record`)).json()) as Truth;

/** Waits until the exchange has been asked so often. @param endpoint e.g. `user_trades` */
export async function untilAsked(sandbox: Sandbox, endpoint: string, times: number): Promise<void> {
	while (((await truthOf(sandbox)).endpoints[endpoint] ?? 0) < times) await setTimeout(20);
}
