/** Sends an order once, and finds it again when its answer got lost. */
import { ENDPOINTS } from '../../../../exmo/endpoints';
import { newClientOrderId, searchOrder } from '../../../../exmo/orders';
import { CLOCK_SLACK_SECONDS, clock, type ExmoClient } from '../../../shared/client';
import { OwnIds } from '../../../shared/ownIds';
import { idText, type Row } from '../../../shared/rows';
import type { ItemMemory } from '../../../shared/runMemory';
import { write } from '../../../shared/write';
import type { OrderPlan } from './plan';

export interface PlacedOrder {
	readonly orderId: string;
	readonly clientOrderId: string;
	/** Whether the answer got lost and the order was found by its client order ID. */
	readonly reconciled: boolean;
}

/** A search must not take an order for another to which the user gave the same client order ID. */
const ownOrders = new OwnIds();

/**
 * @throws ExmoError; `unknownOutcome` names the client order ID and where it was looked for
 */
export async function placeOrder(
	client: ExmoClient,
	memory: ItemMemory,
	plan: OrderPlan,
	chosenClientOrderId: string | undefined,
): Promise<PlacedOrder> {
	const record = memory.next(ENDPOINTS.orderCreate.path);
	const clientOrderId = (record.clientOrderId ??= chosenClientOrderId ?? newClientOrderId());
	const own = ownOrders.of(`${client.url} ${clientOrderId}`);
	const { answer, reconciled } = await write(client, record, {
		endpoint: ENDPOINTS.orderCreate,
		params: { ...plan.params, client_id: clientOrderId },
		what: `the order with client order ID ${clientOrderId}`,
		clientOrderId,
		howToCheck: `Look for the client order ID ${clientOrderId} in the open orders, trades and cancelled orders of ${plan.pair} before ordering again.`,
		isAnswer: (data) => idText((data as Row).order_id) !== '',
		lookUp: async () => {
			const { found, searched } = await searchOrder(
				async (endpoint, params) => await client.call(endpoint, params),
				clock,
				{
					pair: plan.pair,
					clientOrderId,
					notBefore: client.serverSeconds(record.sentAt ?? 0) - CLOCK_SLACK_SECONDS,
					excluding: own,
				},
			);
			if (found) return { answer: { order_id: found.orderId } };
			return {
				lookedAt:
					searched.length > 0
						? `It was not found in ${searched.join(', ')}.`
						: 'Open orders, trades and cancelled orders could not be read.',
			};
		},
	});
	const orderId = idText((answer as Row).order_id);
	own.add(orderId);
	return { orderId, clientOrderId, reconciled };
}
