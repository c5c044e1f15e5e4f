/** Placing a margin order: what is sent, and how it is found again when its answer got lost. */
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { answeredId } from '../../../../exmo/api/ids';
import type { Row } from '../../../../exmo/api/rows';
import { formatDecimal } from '../../../../exmo/money/decimal';
import { newClientOrderId } from '../../../../exmo/reconcile/clientOrderIds';
import {
	reconcileMarginOrder,
	type SentMarginOrder,
} from '../../../../exmo/reconcile/marginOrders';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import { OwnIds } from '../../../shared/exchange/ownIds';
import type { Sending, Write } from '../../../shared/exchange/write';
import type { MarginPlan } from '../trading/marginPlan';
import type { OrderNotes } from '../trading/place';
import type { OrderChoices } from '../trading/plan';
import { settleMarginTwin } from './twin';

export type ChosenMarginOrder = MarginPlan & OrderChoices;

const ownOrders = new OwnIds();

function sentOrder(
	{ url }: ExmoClient,
	{ plan, noted, notBefore }: Sending<ChosenMarginOrder, OrderNotes>,
): SentMarginOrder {
	return {
		...{ clientOrderId: noted.clientOrderId, params: plan.params, notBefore },
		openSince: plan.clientOrderId === undefined ? 0 : notBefore,
		excluding: ownOrders.of(url),
	};
}

/** Its answer is the order ID. */
export const placeMarginOrder: Write<ChosenMarginOrder, OrderNotes, string> = {
	endpoint: ENDPOINTS.marginOrderCreate,
	note: (_client, { clientOrderId }) => ({ clientOrderId: clientOrderId ?? newClientOrderId() }),
	params: ({ plan, noted }) => ({ ...plan.params, client_id: noted.clientOrderId }),
	what: ({ noted }) => `the margin order with client order ID ${noted.clientOrderId}`,
	clientOrderId: ({ clientOrderId }) => clientOrderId,
	howToCheck: () =>
		'Margin Order: Get Many Open and Get History, and Margin Position: Get Many, show what there is; look there before ordering again.',
	whatWasDone: ({ plan: { side, quantity, rules }, noted }, orderId) =>
		`${side} ${formatDecimal(quantity)} ${rules.pair} on margin (margin order ${orderId}, client order ID ${noted.clientOrderId})`,
	readAnswer: (data) => answeredId((data as Row).order_id) || undefined,
	reconcile: async (client, sending, effort) =>
		await reconcileMarginOrder(client.urgentCall, clock, sentOrder(client, sending), effort),
	settleTwin: async (client, sending, settling) =>
		await settleMarginTwin(client, sentOrder(client, sending), settling),
	claim: ({ url }, _plan, { answer: orderId }) => ownOrders.add(url, orderId),
};
