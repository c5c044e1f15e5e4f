/** Sends a margin order, and finds it again when its answer got lost. */
import { formatDecimal } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { openMarginOrders } from '../../../../exmo/account/margin';
import { newClientOrderId } from '../../../../exmo/reconcile/clientOrderIds';
import { answeredId } from '../../../../exmo/api/ids';
import { lookInRounds } from '../../../../exmo/reconcile/attempts';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import { OwnIds } from '../../../shared/exchange/ownIds';
import type { Row } from '../../../../exmo/api/rows';
import type { ItemMemory } from '../../../shared/exchange/runMemory';
import { write, type Twin } from '../../../shared/exchange/write';
import { alikesIn, isSentOrder } from './alikes';
import type { MarginPlan } from '../trading/marginPlan';
import { settleMarginTwin } from './twin';

export interface PlacedMarginOrder {
	readonly orderId: string;
	readonly clientOrderId: string;
	/** Whether the answer got lost and the order was found by its client order ID. */
	readonly reconciled: boolean;
	/** Only when something on the way delivered the order twice before it was sent again. */
	readonly twin?: Twin;
}

const ownOrders = new OwnIds();

/** @throws ExmoError; `unknownOutcome` names the client order ID and where it was looked for */
export async function placeMarginOrder(
	client: ExmoClient,
	memory: ItemMemory,
	plan: MarginPlan,
	chosenClientOrderId: string | undefined,
): Promise<PlacedMarginOrder> {
	const record = memory.next(ENDPOINTS.marginOrderCreate.path);
	record.plan = plan;
	const isOurs = chosenClientOrderId === undefined;
	const clientOrderId = (record.clientOrderId ??= chosenClientOrderId ?? newClientOrderId());
	const sent = () => {
		const notBefore = client.notBefore(record.sentAt);
		const openSince = isOurs ? 0 : notBefore;
		const excluding = ownOrders.of(client.url);
		return { clientOrderId, params: plan.params, notBefore, openSince, excluding };
	};
	const { answer, reconciled, twin } = await write(client, record, {
		endpoint: ENDPOINTS.marginOrderCreate,
		params: { ...plan.params, client_id: clientOrderId },
		what: `the margin order with client order ID ${clientOrderId}`,
		clientOrderId,
		howToCheck:
			'Margin Order: Get Many Open and Get History, and Margin Position: Get Many, show what there is; look there before ordering again.',
		whatWasDone: (data) =>
			`${plan.side} ${formatDecimal(plan.quantity)} ${plan.rules.pair} on margin (margin order ${answeredId((data as Row).order_id)}, client order ID ${clientOrderId})`,
		isAnswer: (data) => answeredId((data as Row).order_id) !== '',
		lookUp: async (effort) => {
			const order = sent();
			const isIt = isSentOrder(order);
			const look = async () => (await openMarginOrders(client.lookUp)).find(isIt);
			const { found, couldRead } = await lookInRounds(clock, look, effort);
			if (found) return { answer: { order_id: String(found.order_id) } };
			const open = couldRead
				? 'It is not among the open margin orders.'
				: 'The open margin orders could not be read.';
			const alikes = await alikesIn(client, order);
			return { lookedAt: `${open} ${alikes.text}`, isAbsent: couldRead && alikes.ids?.size === 0 };
		},
		settleTwin: async (data, isLatest) =>
			await settleMarginTwin(client, sent(), answeredId((data as Row).order_id), isLatest),
	});
	const orderId = answeredId((answer as Row).order_id);
	ownOrders.add(client.url, orderId);
	return { orderId, clientOrderId, reconciled, ...(twin && { twin }) };
}
