/** Sends an order or stop order, and finds it again when its answer got lost. */
import { formatDecimal } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { PLACES, searchOrder, termsOf, type SentOrder } from '../../../../exmo/reconcile/orders';
import { newClientOrderId } from '../../../../exmo/reconcile/clientOrderIds';
import { answeredId } from '../../../../exmo/api/ids';
import type { Params } from '../../../../exmo/api/signing';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import { OwnIds } from '../../../shared/exchange/ownIds';
import type { Row } from '../../../../exmo/api/rows';
import type { ItemMemory } from '../../../shared/exchange/runMemory';
import { write, type LookUp, type Twin } from '../../../shared/exchange/write';
import { settleTwin } from './twin';

export interface PlacedOrder {
	readonly orderId: string;
	readonly clientOrderId: string;
	/** Whether the answer got lost and the order was found by its client order ID. */
	readonly reconciled: boolean;
	/** Only when something on the way delivered the order twice before it was sent again. */
	readonly twin?: Twin;
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
		idOf: (data: Row) => answeredId(data.order_id),
	},
	stop: {
		endpoint: ENDPOINTS.stopMarketOrderCreate,
		noun: 'stop order',
		idOf: (data: Row) => answeredId(data.parent_order_id_str ?? data.parent_order_id),
	},
} as const;

const answerOf = (orderId: string): Row => ({ order_id: orderId, parent_order_id: orderId });

/** Whether the answer names no other client order ID than the one that was sent. */
const isOf = ({ client_id: answered }: Row, clientOrderId: string): boolean =>
	[undefined, null, '', 0, '0'].includes(answered as string) || String(answered) === clientOrderId;

/** The order in a person's words: "buy 0.001 BTC_USD at 30000". */
function orderText({ pair, params }: Placeable): string {
	const { side, price, quantity } = termsOf(params);
	if (!quantity) return `${side} ${pair} at market for ${String(params.quantity)} in total`;
	return `${side} ${formatDecimal(quantity)} ${pair} at ${price ? formatDecimal(price) : 'market'}`;
}

/**
 * @param recheck checks the user's limits again before the order is sent once more
 * @throws ExmoError; `unknownOutcome` names the client order ID and where it was looked for
 */
export async function placeOrder(
	client: ExmoClient,
	memory: ItemMemory,
	plan: Placeable,
	chosenClientOrderId: string | undefined,
	sort: keyof typeof SORTS = 'order',
	recheck?: () => Promise<void>,
): Promise<PlacedOrder> {
	const { endpoint, noun, idOf } = SORTS[sort];
	const record = memory.next(endpoint.path);
	record.plan = plan;
	const clientOrderId = (record.clientOrderId ??= chosenClientOrderId ?? newClientOrderId());
	const ownKey = `${client.url} ${clientOrderId}`;
	const sent = (): SentOrder => ({
		pair: plan.pair,
		clientOrderId,
		terms: termsOf(plan.params),
		since: client.notBefore(record.sentAt),
		// Only an ID that the user chose can be an older order's, too
		...(chosenClientOrderId !== undefined && { notBefore: client.notBefore(record.sentAt) }),
		excluding: ownOrders.of(ownKey),
		isStop: sort === 'stop',
	});
	const { answer, reconciled, twin } = await write(client, record, {
		endpoint,
		params: { ...plan.params, client_id: clientOrderId },
		what: `the ${noun} with client order ID ${clientOrderId}`,
		clientOrderId,
		howToCheck: `Look for the client order ID ${clientOrderId} in the open orders, trades and cancelled orders of ${plan.pair} before ordering again.`,
		whatWasDone: (data) =>
			`${orderText(plan)} (${noun} ${idOf(data as Row)}, client order ID ${clientOrderId})`,
		isAnswer: (data) => idOf(data as Row) !== '' && isOf(data as Row, clientOrderId),
		lookUp: async (effort) => {
			const { found, alike, searched } = await searchOrder(client.lookUp, clock, sent(), effort);
			return found ? { answer: answerOf(found.orderId) } : notSeen(searched, alike?.orderId);
		},
		recheck,
		settleTwin: async (data, isLatest) => {
			const settled = await settleTwin(client, sent(), idOf(data as Row), isLatest, sort);
			return { answer: answerOf(settled.orderId), twin: settled.twin };
		},
	});
	const orderId = idOf(answer as Row);
	ownOrders.add(ownKey, orderId);
	for (const id of twin?.orderId.split(', ') ?? []) ownOrders.add(ownKey, id);
	return { orderId, clientOrderId, reconciled, ...(twin && { twin }) };
}

function notSeen(searched: readonly string[], alikeId: string | undefined): LookUp {
	const where =
		searched.length > 0
			? `It was not found in ${searched.join(', ')}.`
			: 'Open orders, trades and cancelled orders could not be read.';
	const alike =
		alikeId === undefined
			? ''
			: ` Order ${alikeId} has this client order ID, too, but seems to be older or for something else.`;
	return {
		lookedAt: `${where}${alike}`,
		isAbsent: searched.length === PLACES.length && alikeId === undefined,
	};
}
