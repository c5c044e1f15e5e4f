/** Cancels one order or stop order; a lost answer is made up for by a look at the open orders. */
import { ENDPOINTS } from '../../../../exmo/endpoints';
import { isOpen } from '../../../../exmo/orders';
import type { ExmoClient } from '../../../shared/client';
import type { WriteRecord } from '../../../shared/runMemory';
import { write } from '../../../shared/write';

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

/**
 * Whether the answer got lost and the order was found to be gone.
 * @throws ExmoError: EXMO's refusal, or `unknownOutcome` when the order is still open or nothing can be read
 */
export async function cancelOrder(
	client: ExmoClient,
	record: WriteRecord,
	orderId: string,
	sort: OrderSort = 'order',
): Promise<boolean> {
	const { endpoint, parameter, noun, resource } = SORTS[sort];
	const { reconciled } = await write(client, record, {
		endpoint,
		params: { [parameter]: orderId },
		what: `the cancellation of ${noun} ${orderId}`,
		howToCheck: `${resource}: Get Many Open shows whether it is still open; then cancelling again is safe.`,
		lookUp: async () => {
			const open = await isOpen(client.ask, orderId);
			if (open === false) return { answer: {} };
			return {
				lookedAt: open ? `The ${noun} is still open.` : 'The open orders could not be read.',
				isAbsent: open === true,
			};
		},
	});
	return reconciled;
}
