/** Cancelling one order, stop order or margin order. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ENDPOINTS, type WriteEndpoint } from '../../../../exmo/api/endpoints';
import { reconcileCancellation } from '../../../../exmo/reconcile/cancellations';
import { clock } from '../../../shared/exchange/clock';
import { nothing, type Cancellation, type Written } from '../../../shared/exchange/write';
import type { WriteOperation } from '../operation';
import { writeOperation } from '../writeOperation';
import { readOrderId } from './ids';

export type OrderSort = 'order' | 'stop';

const cancellation = (
	endpoint: WriteEndpoint,
	parameter: string,
	noun: 'order' | 'stop order' | 'margin order',
	resource: string,
): Cancellation => ({
	endpoint,
	note: nothing,
	params: ({ plan: orderId }) => ({ [parameter]: orderId }),
	what: ({ plan: orderId }) => `the cancellation of ${noun} ${orderId}`,
	howToCheck: () =>
		`${resource}: Get Many Open shows whether it is still open; then cancelling again is safe.`,
	readAnswer: () => 'done',
	reconcile: async (client, { plan: orderId }, effort) =>
		await reconcileCancellation(client.urgentCall, clock, orderId, noun, effort),
});

export const CANCELLATIONS = {
	order: cancellation(ENDPOINTS.orderCancel, 'order_id', 'order', 'Order'),
	stop: cancellation(
		ENDPOINTS.stopMarketOrderCancel,
		'parent_order_id',
		'stop order',
		'Stop Order',
	),
	margin: cancellation(ENDPOINTS.marginOrderCancel, 'order_id', 'margin order', 'Margin Order'),
} as const;

/** Cancel: the same for every kind of order, but for its words. */
export const cancelOperation = (
	sort: keyof typeof CANCELLATIONS,
	action: string,
	description: string,
	orderField: INodeProperties,
): WriteOperation =>
	writeOperation({
		...{ name: 'Cancel', value: 'cancel', action, description },
		fields: [orderField],
		write: CANCELLATIONS[sort],
		plan: async ({ parameters }) => readOrderId(parameters),
		dryRun: 'none',
		item: (orderId: string, { reconciled }: Written<undefined, 'done'>): IDataObject => ({
			orderId,
			cancelled: true,
			reconciled,
		}),
	});
