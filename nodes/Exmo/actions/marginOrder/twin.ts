/** After a margin order was sent more than once: whether an earlier delivery had been accepted as well. */
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { openMarginOrders } from '../../../../exmo/account/margin';
import { compareIds } from '../../../../exmo/api/ids';
import { ROUNDS_MS } from '../../../../exmo/reconcile/attempts';
import { clock } from '../../../shared/exchange/clock';
import type { ExmoClient } from '../../../shared/exchange/client';
import { lookAgain, write, type Twin } from '../../../shared/exchange/write';
import { alikesIn, isSentOrder, type SentMarginOrder } from './alikes';
import { lookForCancellation } from './cancellation';

interface Sight {
	/** Open orders that are the sent one. */
	readonly open: ReadonlySet<string>;
	/** Orders of the same kind that the history has as new, and that are not open. */
	readonly ended: ReadonlySet<string>;
}

async function look(client: ExmoClient, sent: SentMarginOrder): Promise<Sight | undefined> {
	const rows = await openMarginOrders(client.lookUp).catch(() => undefined);
	const { ids } = await alikesIn(client, sent);
	if (!rows || !ids) return undefined;
	const isIt = isSentOrder(sent);
	const open = new Set(rows.filter(isIt).map((row) => String(row.order_id)));
	const allOpen = new Set(rows.map((row) => String(row.order_id)));
	return { open, ended: new Set([...ids].filter((id) => !allOpen.has(id))) };
}

/** Lists can lag: an earlier order surely shows where the latest does, if that is known. */
async function lookUntilShown(
	client: ExmoClient,
	sent: SentMarginOrder,
	orderId: string,
	isLatest: boolean,
): Promise<Sight | undefined> {
	const began = clock.now();
	let seen: Sight | undefined;
	for (const round of ROUNDS_MS[client.isStopped ? 'usual' : 'patient']) {
		const pause = began + round - clock.now();
		if (pause > 0) await clock.sleep(pause);
		seen = (await look(client, sent)) ?? seen;
		const isShown = seen?.open.has(orderId) || seen?.ended.has(orderId);
		const others = (seen?.open.size ?? 0) + (seen?.ended.size ?? 0) > 1;
		if (isShown && (isLatest || others)) return seen;
	}
	return seen;
}

async function cancelled(client: ExmoClient, orderId: string): Promise<boolean> {
	return await write(
		client,
		{},
		{
			endpoint: ENDPOINTS.marginOrderCancel,
			params: { order_id: orderId },
			what: `the cancellation of margin order ${orderId}`,
			howToCheck: 'Margin Order: Get Many Open shows whether it is still open.',
			outlastsStop: true,
			lookUp: async (effort) =>
				await lookAgain(effort, async () => await lookForCancellation(client, orderId)),
		},
	).then(
		() => true,
		() => false,
	);
}

/**
 * Looks for other deliveries of the order. Of several that are open the first stands, and the others
 * are cancelled; if one may have been filled already, none has to be open.
 */
export async function settleMarginTwin(
	client: ExmoClient,
	sent: SentMarginOrder,
	orderId: string,
	isLatest: boolean,
): Promise<{ answer: unknown; twin?: Twin }> {
	const seen = await lookUntilShown(client, sent, orderId, isLatest);
	const open = [...(seen?.open ?? [])].toSorted(compareIds);
	const ended = [...(seen?.ended ?? [])].toSorted(compareIds);
	const isShown = open.includes(orderId) || ended.includes(orderId);
	const others = [...open, ...ended].filter((id) => id !== orderId);
	if (others.length === 0) {
		if (isShown) return { answer: { order_id: orderId } };
		const note = `Margin order ${orderId} was sent more than once, after a refusal. EXMO does not show it yet, so whether another delivery was accepted, too, is not known. Compare with Margin Position: Get Many.`;
		return { answer: { order_id: orderId }, twin: { orderId: '', cancelled: false, note } };
	}
	// What shows nowhere may be open
	const maybeOpen = isShown ? open : [...open, orderId].toSorted(compareIds);
	const stands = ended.includes(orderId) ? orderId : (maybeOpen[0] ?? orderId);
	const ends: string[] = [];
	let areGone = true;
	for (const id of maybeOpen.filter((one) => one !== stands)) {
		const isGone = await cancelled(client, id);
		areGone &&= isGone;
		ends.push(`order ${id} ${isGone ? 'is cancelled' : 'could not be cancelled, so both stand'}`);
	}
	const possible = ended.filter((id) => id !== stands);
	if (possible.length > 0) {
		areGone = false;
		ends.push(
			`the order history has ${possible.join(', ')}, which may be one of them: compare with Margin Position: Get Many`,
		);
	}
	const twins = [...maybeOpen, ...ended].filter((id) => id !== stands);
	const note = `The margin order was sent more than once after a refusal, as orders ${[stands, ...twins].join(', ')}: ${ends.join('; ')}.`;
	return {
		answer: { order_id: stands },
		twin: { orderId: twins.join(', '), cancelled: areGone, note },
	};
}
