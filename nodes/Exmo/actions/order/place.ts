/** Sends an order or stop order once, and finds it again when its answer got lost. */
import { ENDPOINTS } from '../../../../exmo/endpoints';
import type { Params } from '../../../../exmo/signing';
import { newClientOrderId, ONE_ROUND, PLACES, searchOrder } from '../../../../exmo/orders';
import type { ExmoClient } from '../../../shared/client';
import { clock } from '../../../shared/clock';
import { OwnIds } from '../../../shared/ownIds';
import { idText, type Row } from '../../../shared/rows';
import type { ItemMemory } from '../../../shared/runMemory';
import { write } from '../../../shared/write';

export interface PlacedOrder {
	readonly orderId: string;
	readonly clientOrderId: string;
	/** Whether the answer got lost and the order was found by its client order ID. */
	readonly reconciled: boolean;
}

/** A search must not take an order for another to which the user gave the same client order ID. */
const ownOrders = new OwnIds();

/** What is sent: the parameters but for the client order ID. */
export interface Placeable {
	readonly pair: string;
	readonly params: Params;
}

/** Orders and stop orders differ in where they go and in how the answer names them. */
const SORTS = {
	order: {
		endpoint: ENDPOINTS.orderCreate,
		noun: 'order',
		idOf: (data: Row) => idText(data.order_id),
	},
	stop: {
		endpoint: ENDPOINTS.stopMarketOrderCreate,
		noun: 'stop order',
		idOf: (data: Row) => idText(data.parent_order_id_str ?? data.parent_order_id),
	},
} as const;

/**
 * @throws ExmoError; `unknownOutcome` names the client order ID and where it was looked for
 */
export async function placeOrder(
	client: ExmoClient,
	memory: ItemMemory,
	plan: Placeable,
	chosenClientOrderId: string | undefined,
	sort: keyof typeof SORTS = 'order',
): Promise<PlacedOrder> {
	const { endpoint, noun, idOf } = SORTS[sort];
	const record = memory.next(endpoint.path);
	record.plan = plan;
	const clientOrderId = (record.clientOrderId ??= chosenClientOrderId ?? newClientOrderId());
	const own = ownOrders.of(`${client.url} ${clientOrderId}`);
	const { answer, reconciled } = await write(client, record, {
		endpoint,
		params: { ...plan.params, client_id: clientOrderId },
		what: `the ${noun} with client order ID ${clientOrderId}`,
		clientOrderId,
		howToCheck: `Look for the client order ID ${clientOrderId} in the open orders, trades and cancelled orders of ${plan.pair} before ordering again.`,
		isAnswer: (data) => idOf(data as Row) !== '',
		lookUp: async (once) => {
			const sent = {
				pair: plan.pair,
				clientOrderId,
				// Only an ID that the user chose can be an older order's, too
				...(chosenClientOrderId !== undefined && {
					notBefore: client.notBefore(record.sentAt),
				}),
				excluding: own,
				isStop: sort === 'stop',
			};
			const rounds = once ? ONE_ROUND : undefined;
			const { found, older, searched } = await searchOrder(client.ask, clock, sent, rounds);
			if (found) return { answer: { order_id: found.orderId, parent_order_id: found.orderId } };
			const where =
				searched.length > 0
					? `It was not found in ${searched.join(', ')}.`
					: 'Open orders, trades and cancelled orders could not be read.';
			const alike = older
				? ` Order ${older.orderId} has this client order ID, too, but seems to be older.`
				: '';
			return {
				lookedAt: `${where}${alike}`,
				isAbsent: searched.length === PLACES.length && !older,
			};
		},
	});
	const orderId = idOf(answer as Row);
	own.add(orderId);
	return { orderId, clientOrderId, reconciled };
}
