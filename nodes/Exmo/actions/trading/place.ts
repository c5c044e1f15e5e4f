/** Placing an order or stop order: what is sent, and how it is found again when its answer got lost. */
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { answeredId } from '../../../../exmo/api/ids';
import type { Row } from '../../../../exmo/api/rows';
import type { Params } from '../../../../exmo/api/signing';
import { formatDecimal } from '../../../../exmo/money/decimal';
import { newClientOrderId } from '../../../../exmo/reconcile/clientOrderIds';
import { reconcileOrder, type SentOrder } from '../../../../exmo/reconcile/orders';
import { termsOf } from '../../../../exmo/reconcile/orderTerms';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import { OwnIds } from '../../../shared/exchange/ownIds';
import type { Sending, Twin, Write, Written } from '../../../shared/exchange/write';
import type { OrderSort } from './cancellation';
import { settleTwin } from './twin';

/** What is to be sent. */
export interface Placeable {
	readonly pair: string;
	/** The parameters but for the client order ID. */
	readonly params: Params;
	/** The client order ID that the user chose, if there is one. */
	readonly clientOrderId?: string;
}

/** What the order goes by, given by the user or by us. */
export interface OrderNotes {
	readonly clientOrderId: string;
}

type SendingOrder = Sending<Placeable, OrderNotes>;

/** A search must not take an order for another to which the user gave the same client order ID. */
const ownOrders = new OwnIds();
const ownKey = ({ url }: ExmoClient, { clientOrderId }: OrderNotes): string =>
	`${url} ${clientOrderId}`;

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

/** Whether the answer names no other client order ID than the one that was sent. */
const isOf = ({ client_id: answered }: Row, clientOrderId: string): boolean =>
	[undefined, null, '', 0, '0'].includes(answered as string) || String(answered) === clientOrderId;

/** The order in a person's words: "buy 0.001 BTC_USD at 30000". */
function orderText({ pair, params }: Placeable): string {
	const { side, price, quantity } = termsOf(params);
	if (!quantity) return `${side} ${pair} at market for ${String(params.quantity)} in total`;
	return `${side} ${formatDecimal(quantity)} ${pair} at ${price ? formatDecimal(price) : 'market'}`;
}

function sentOrder(
	client: ExmoClient,
	{ plan, noted, notBefore }: SendingOrder,
	sort: OrderSort,
): SentOrder {
	return {
		pair: plan.pair,
		clientOrderId: noted.clientOrderId,
		terms: termsOf(plan.params),
		since: notBefore,
		// Only an ID that the user chose can be an older order's, too
		...(plan.clientOrderId !== undefined && { notBefore }),
		excluding: ownOrders.of(ownKey(client, noted)),
		isStop: sort === 'stop',
	};
}

/** Its answer is the order ID. */
const orderWrite = (sort: OrderSort): Write<Placeable, OrderNotes, string> => {
	const { endpoint, noun, idOf } = SORTS[sort];
	return {
		endpoint,
		note: (_client, { clientOrderId }) => ({ clientOrderId: clientOrderId ?? newClientOrderId() }),
		params: ({ plan, noted }) => ({ ...plan.params, client_id: noted.clientOrderId }),
		what: ({ noted }) => `the ${noun} with client order ID ${noted.clientOrderId}`,
		clientOrderId: ({ clientOrderId }) => clientOrderId,
		howToCheck: ({ plan, noted }) =>
			`Look for the client order ID ${noted.clientOrderId} in the open orders, trades and cancelled orders of ${plan.pair} before ordering again.`,
		whatWasDone: ({ plan, noted }, orderId) =>
			`${orderText(plan)} (${noun} ${orderId}, client order ID ${noted.clientOrderId})`,
		readAnswer(data, { noted }) {
			const orderId = idOf(data as Row);
			return orderId !== '' && isOf(data as Row, noted.clientOrderId) ? orderId : undefined;
		},
		reconcile: async (client, sending, effort) =>
			await reconcileOrder(client.urgentCall, clock, sentOrder(client, sending, sort), effort),
		settleTwin: async (client, sending, settling) =>
			await settleTwin(client, sentOrder(client, sending, sort), settling, sort),
		claim(client, _plan, { noted, answer, twin }) {
			const key = ownKey(client, noted);
			for (const id of [answer, ...(twin?.orderId.split(', ') ?? [])]) ownOrders.add(key, id);
		},
	};
};

export const placeOrder = orderWrite('order');
export const placeStopOrder = orderWrite('stop');

/** What the items of orders of every kind begin with. */
export const placedJson = ({
	answer: orderId,
	noted: { clientOrderId },
	reconciled,
	twin,
}: Written<OrderNotes, string>): {
	orderId: string;
	clientOrderId: string;
	/** Whether the answer got lost and the order was found by its client order ID. */
	reconciled: boolean;
	/** Only when something on the way delivered the order twice before it was sent again. */
	twin?: Twin;
} => ({ orderId, clientOrderId, reconciled, ...(twin && { twin }) });
