/** After a margin order was sent more than once: cancels what is still open of all deliveries but one. */
import { findMarginDeliveries } from '../../../../exmo/reconcile/marginDeliveries';
import type { SentMarginOrder } from '../../../../exmo/reconcile/marginOrders';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import type { Settling, Twin } from '../../../shared/exchange/write';
import { CANCELLATIONS } from '../trading/cancellation';

/** Finds other deliveries of the order; its answer is the ID of the one that stands. */
export async function settleMarginTwin(
	client: Pick<ExmoClient, 'urgentCall'>,
	sent: SentMarginOrder,
	{ answer: orderId, isLatest, effort, cancelExtra }: Settling<string>,
): Promise<{ answer: string; twin?: Twin }> {
	const { stands, open, ended, isShown } = await findMarginDeliveries(
		client.urgentCall,
		clock,
		sent,
		{ orderId, isLatest },
		effort,
	);
	const others = [...open, ...ended];
	if (others.length === 0) {
		if (isShown) return { answer: stands };
		const note = `Margin order ${orderId} was sent more than once, after a refusal. EXMO does not show it yet, so whether another delivery was accepted, too, is not known. Compare with Margin Position: Get Many.`;
		return { answer: stands, twin: { orderId: '', cancelled: false, note } };
	}
	const ends: string[] = [];
	let areGone = ended.length === 0;
	for (const id of open) {
		const isGone = await cancelExtra(CANCELLATIONS.margin, id);
		areGone &&= isGone;
		ends.push(`order ${id} ${isGone ? 'is cancelled' : 'could not be cancelled, so both stand'}`);
	}
	if (ended.length > 0) {
		ends.push(
			`the order history has ${ended.join(', ')}, which may be one of them: compare with Margin Position: Get Many`,
		);
	}
	const note = `The margin order was sent more than once after a refusal, as orders ${[stands, ...others].join(', ')}: ${ends.join('; ')}.`;
	return { answer: stands, twin: { orderId: others.join(', '), cancelled: areGone, note } };
}
