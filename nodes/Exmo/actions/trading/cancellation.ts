/** Cancels one order or stop order; a lost answer is made up for by a look at the open and the cancelled ones. */
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { isOpen } from '../../../../exmo/reconcile/orders';
import { cancelledOrders } from '../../../../exmo/account/lists';
import type { ExmoClient } from '../../../shared/exchange/client';
import type { ItemMemory, WriteRecord } from '../../../shared/exchange/runMemory';
import { lookAgain, write, type LookUp } from '../../../shared/exchange/write';

const SORTS = {
	order: {
		endpoint: ENDPOINTS.orderCancel,
		parameter: 'order_id',
		noun: 'order',
		resource: 'Order',
	},
	stop: {
		endpoint: ENDPOINTS.stopMarketOrderCancel,
		parameter: 'parent_order_id',
		noun: 'stop order',
		resource: 'Stop Order',
	},
} as const;

export type OrderSort = keyof typeof SORTS;

/** The path under which a cancellation is remembered. */
export const cancelPath = (sort: OrderSort): string => SORTS[sort].endpoint.path;

/** The order that the failed run before has cancelled, or may have: its field may give another one now. */
export const sentOrderId = (memory: ItemMemory, path: string): string | undefined =>
	memory.alreadySent(path)?.plan as string | undefined;

/**
 * Whether the answer got lost and the order was found among the cancelled ones.
 * @throws ExmoError: EXMO's refusal, or `unknownOutcome` when it was not found there
 */
export async function cancelOrder(
	client: ExmoClient,
	record: WriteRecord,
	orderId: string,
	sort: OrderSort = 'order',
	outlastsStop = false,
): Promise<boolean> {
	const { endpoint, parameter, noun, resource } = SORTS[sort];
	record.plan = orderId;
	const { reconciled } = await write(client, record, {
		endpoint,
		params: { [parameter]: orderId },
		outlastsStop,
		what: `the cancellation of ${noun} ${orderId}`,
		howToCheck: `${resource}: Get Many Open shows whether it is still open; then cancelling again is safe.`,
		lookUp: async (effort) =>
			await lookAgain(effort, async () => await lookForCancellation(client, orderId, noun)),
	});
	return reconciled;
}

async function lookForCancellation(
	client: ExmoClient,
	orderId: string,
	noun: string,
): Promise<LookUp> {
	const open = await isOpen(client.lookUp, orderId);
	if (open !== false) {
		return {
			lookedAt: open ? `The ${noun} is still open.` : 'The open orders could not be read.',
			isAbsent: open === true,
		};
	}
	if (await isAmongCancelled(client, orderId)) return { answer: {} };
	return {
		lookedAt: `The ${noun} is no longer open, and it was not found among the cancelled orders: it may have been filled.`,
	};
}

/** Whether EXMO lists the order as cancelled: gone alone could also mean filled. False, too, when the list cannot be read. */
async function isAmongCancelled(client: ExmoClient, orderId: string): Promise<boolean> {
	const search = async () => {
		for await (const row of cancelledOrders(client.lookUp)) {
			if (String(row.order_id ?? row.parent_order_id) === orderId) return true;
		}
		return false;
	};
	return await search().catch(() => false);
}
