/** Sends a margin order once, and finds it again when its answer got lost. */
import { ENDPOINTS } from '../../../../exmo/endpoints';
import { marginOrderEvents, openMarginOrders, secondsOfNanoseconds } from '../../../../exmo/margin';
import { newClientOrderId } from '../../../../exmo/orders';
import { lookInRounds } from '../../../../exmo/rounds';
import type { ExmoClient } from '../../../shared/client';
import { clock } from '../../../shared/clock';
import { OwnIds } from '../../../shared/ownIds';
import { idText, type Row } from '../../../shared/rows';
import type { ItemMemory } from '../../../shared/runMemory';
import { write } from '../../../shared/write';
import type { MarginPlan } from './plan';

export interface PlacedMarginOrder {
	readonly orderId: string;
	readonly clientOrderId: string;
	/** Whether the answer got lost and the order was found by its client order ID. */
	readonly reconciled: boolean;
}

const ownOrders = new OwnIds();

/**
 * The history tells no client order IDs (exmo-api/REST.md 6.13): an order of the same kind that is new
 * there may be the lost one, and may be somebody else's. It is named, not taken for it.
 */
async function lookAlikes(
	client: ExmoClient,
	{ params }: MarginPlan,
	notBefore: number,
	own: ReadonlySet<string>,
): Promise<{ text: string; areNone: boolean }> {
	const events = await marginOrderEvents(client.ask, 100).catch(() => undefined);
	if (!events) return { text: 'The order history could not be read.', areNone: false };
	const ids = events
		.filter(
			(event) =>
				event.pair === params.pair &&
				event.order_type === params.type &&
				event.quantity === params.quantity &&
				secondsOfNanoseconds(event.event_time) >= notBefore,
		)
		.map(({ order_id: id }) => String(id))
		.filter((id) => !own.has(id));
	const text =
		ids.length > 0
			? `The order history has a new one of the same kind, which is probably it: ${[...new Set(ids)].join(', ')}.`
			: 'Nor has the order history a new one of the same kind.';
	return { text, areNone: ids.length === 0 };
}

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
	const own = ownOrders.of(client.url);
	const { answer, reconciled } = await write(client, record, {
		endpoint: ENDPOINTS.marginOrderCreate,
		params: { ...plan.params, client_id: clientOrderId },
		what: `the margin order with client order ID ${clientOrderId}`,
		clientOrderId,
		howToCheck:
			'Margin Order: Get Many Open and Get History, and Margin Position: Get Many, show what there is; look there before ordering again.',
		isAnswer: (data) => idText((data as Row).order_id) !== '',
		lookUp: async () => {
			const notBefore = client.notBefore(record.sentAt);
			const { found, couldRead } = await lookInRounds(clock, async () =>
				(await openMarginOrders(client.ask)).find(
					(row) =>
						String(row.client_id) === clientOrderId &&
						// Only an ID that the user chose can be an older order's, too
						(isOurs || secondsOfNanoseconds(row.created) >= notBefore) &&
						!own.has(String(row.order_id)),
				),
			);
			if (found) return { answer: { order_id: found.order_id } };
			const open = couldRead
				? 'It is not among the open margin orders.'
				: 'The open margin orders could not be read.';
			const alikes = await lookAlikes(client, plan, notBefore, own);
			return { lookedAt: `${open} ${alikes.text}`, isAbsent: couldRead && alikes.areNone };
		},
	});
	const orderId = idText((answer as Row).order_id);
	own.add(orderId);
	return { orderId, clientOrderId, reconciled };
}
