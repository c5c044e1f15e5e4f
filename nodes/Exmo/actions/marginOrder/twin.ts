/** After a margin order was sent a second time: whether the first one had been accepted all the same. */
import { ENDPOINTS } from '../../../../exmo/endpoints';
import { openMarginOrders } from '../../../../exmo/margin';
import { ROUNDS_MS } from '../../../../exmo/rounds';
import type { ExmoClient } from '../../../shared/client';
import { clock } from '../../../shared/clock';
import type { Row } from '../../../shared/rows';
import { lookAgain, write, type Twin } from '../../../shared/write';
import { alikesIn, type SentMarginOrder } from './alikes';
import { lookForCancellation } from './cancellation';

interface Sight {
	/** Open orders with the client order ID. */
	readonly open: ReadonlySet<string>;
	/** Orders of the same kind that the history has as new, and that are not open. */
	readonly ended: ReadonlySet<string>;
}

async function look(client: ExmoClient, sent: SentMarginOrder): Promise<Sight | undefined> {
	const rows = await openMarginOrders(client.lookUp).catch(() => undefined);
	const { ids } = await alikesIn(client, sent);
	if (!rows || !ids) return undefined;
	const isIt = (row: Row) =>
		String(row.client_id) === sent.clientOrderId && !sent.excluding.has(String(row.order_id));
	const open = new Set(rows.filter(isIt).map((row) => String(row.order_id)));
	const others = new Set(rows.map((row) => String(row.order_id)));
	return { open, ended: new Set([...ids].filter((id) => !others.has(id))) };
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
	for (const round of ROUNDS_MS.patient) {
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
			lookUp: async (effort) =>
				await lookAgain(effort, async () => await lookForCancellation(client, orderId)),
		},
	).then(
		() => true,
		() => false,
	);
}

/** Looks for a twin of the order, and cancels it when it is still open. */
export async function settleMarginTwin(
	client: ExmoClient,
	sent: SentMarginOrder,
	orderId: string,
	isLatest: boolean,
): Promise<{ answer: unknown; twin?: Twin }> {
	const answer = { order_id: orderId };
	const seen = await lookUntilShown(client, sent, orderId, isLatest);
	const twinId = [...(seen?.open ?? [])].find((id) => id !== orderId);
	if (twinId !== undefined) {
		const isGone = await cancelled(client, twinId);
		const end = isGone ? 'is cancelled' : 'could not be cancelled: both stand';
		const note = `The order was delivered twice on its way to EXMO, as margin orders ${orderId} and ${twinId}; order ${twinId} ${end}.`;
		return { answer, twin: { orderId: twinId, cancelled: isGone, note } };
	}
	const possible = [...(seen?.ended ?? [])].filter((id) => id !== orderId);
	if (possible.length > 0) {
		const note = `Before margin order ${orderId} was sent, a first delivery of it was refused. The order history has another new one of the same kind, ${possible.join(', ')}: it may be that first one. Compare with Margin Position: Get Many.`;
		return { answer, twin: { orderId: possible[0], cancelled: false, note } };
	}
	if (seen?.open.has(orderId) || seen?.ended.has(orderId)) return { answer };
	const note = `Before margin order ${orderId} was sent, a first delivery of it was refused. EXMO does not show order ${orderId} yet, so whether that first one was accepted, too, is not known. Compare with Margin Position: Get Many.`;
	return { answer, twin: { orderId: '', cancelled: false, note } };
}
