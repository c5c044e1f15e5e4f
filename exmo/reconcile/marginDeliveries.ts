/** After a margin order was sent more than once: whether an earlier delivery had been accepted as well. */
import { openMarginOrders } from '../account/margin';
import type { Call } from '../api/call';
import { compareIds } from '../api/ids';
import type { Clock } from '../clock';
import { untilFound, type Effort } from './attempts';
import type { Repeated } from './deliveries';
import { alikesInHistory, isSentOrder, type SentMarginOrder } from './marginOrders';

interface Sighting {
	/** Open orders that are the sent one. */
	readonly open: ReadonlySet<string>;
	/** Orders of the same kind that the history has as new, and that are not open. */
	readonly ended: ReadonlySet<string>;
}

async function sight(call: Call, sent: SentMarginOrder): Promise<Sighting | undefined> {
	const rows = await openMarginOrders(call).catch(() => undefined);
	const alikes = await alikesInHistory(call, sent);
	if (!rows || !alikes) return undefined;
	const isIt = isSentOrder(sent);
	const open = new Set(rows.filter(isIt).map((row) => String(row.order_id)));
	const allOpen = new Set(rows.map((row) => String(row.order_id)));
	return { open, ended: new Set([...alikes].filter((id) => !allOpen.has(id))) };
}

export interface MarginDeliveries {
	/** The order that stands for what was asked for. */
	readonly stands: string;
	/** What is open beside it, or may be; in order. */
	readonly open: readonly string[];
	/** What the history has beside it: it may be another delivery, and may be somebody else's. */
	readonly ended: readonly string[];
	/** Whether the order itself shows. */
	readonly isShown: boolean;
}

/**
 * Finds other deliveries of the order. Of several that are open the first stands; if one may have
 * been filled already, none has to be open. Lists can lag: an earlier order surely shows where the
 * latest does, if that is known.
 */
export async function findMarginDeliveries(
	call: Call,
	clock: Clock,
	sent: SentMarginOrder,
	{ orderId, isLatest }: Repeated,
	effort: Effort,
): Promise<MarginDeliveries> {
	let seen: Sighting | undefined;
	await untilFound(clock, effort, async () => {
		seen = (await sight(call, sent)) ?? seen;
		const isShown = seen?.open.has(orderId) || seen?.ended.has(orderId);
		const others = (seen?.open.size ?? 0) + (seen?.ended.size ?? 0) > 1;
		return isShown && (isLatest || others) ? seen : undefined;
	});
	const open = [...(seen?.open ?? [])].toSorted(compareIds);
	const ended = [...(seen?.ended ?? [])].toSorted(compareIds);
	const isShown = open.includes(orderId) || ended.includes(orderId);
	// What shows nowhere may be open
	const maybeOpen = isShown ? open : [...open, orderId].toSorted(compareIds);
	const stands = ended.includes(orderId) ? orderId : (maybeOpen[0] ?? orderId);
	const isOther = (id: string) => id !== stands;
	return { stands, open: maybeOpen.filter(isOther), ended: ended.filter(isOther), isShown };
}
