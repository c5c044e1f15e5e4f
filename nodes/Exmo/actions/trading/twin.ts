/** After an order was sent more than once: cancels what is still open of all deliveries but one. */
import { findDeliveries, type Delivery } from '../../../../exmo/reconcile/deliveries';
import type { SentOrder } from '../../../../exmo/reconcile/orders';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import type { Settling, Twin } from '../../../shared/exchange/write';
import { CANCELLATIONS, type OrderSort } from './cancellation';

/** Whether nothing of it is open any more, and that in words. */
async function endOf(
	{ orderId, isOpen, hasFills }: Delivery,
	cancel: (orderId: string) => Promise<boolean>,
): Promise<[isGone: boolean, text: string]> {
	const isGone = isOpen ? await cancel(orderId) : !hasFills;
	if (!isGone) {
		const why = isOpen ? 'could not be cancelled' : 'is filled';
		return [false, `order ${orderId} ${why}, so both stand`];
	}
	const filled = hasFills ? '; what was filled of it stands' : '';
	return [true, `order ${orderId} is cancelled${filled}`];
}

/** Finds other deliveries of the order; its answer is the ID of the one that stands. */
export async function settleTwin(
	client: Pick<ExmoClient, 'urgentCall'>,
	sent: SentOrder,
	{ answer: orderId, isLatest, effort, cancelExtra }: Settling<string>,
	sort: OrderSort,
): Promise<{ answer: string; twin?: Twin }> {
	const { stands, others, isAll } = await findDeliveries(
		client.urgentCall,
		clock,
		sent,
		{ orderId, isLatest },
		effort,
	);
	if (others.length === 0) {
		if (isAll) return { answer: stands };
		const note = `Order ${orderId} was sent more than once, after a refusal. EXMO's lists do not show everything yet, so whether another delivery was accepted, too, is not known. Look for the client order ID ${sent.clientOrderId} again.`;
		return { answer: stands, twin: { orderId: '', cancelled: false, note } };
	}
	const ends: Array<[boolean, string]> = [];
	for (const other of others) {
		ends.push(await endOf(other, async (id) => await cancelExtra(CANCELLATIONS[sort], id)));
	}
	const ids = others.map((other) => other.orderId);
	const note = `The order was delivered more than once on its way to EXMO, as orders ${[stands, ...ids].join(', ')}: ${ends.map(([, text]) => text).join('; ')}.`;
	return {
		answer: stands,
		twin: { orderId: ids.join(', '), cancelled: ends.every(([isGone]) => isGone), note },
	};
}
