/**
 * What became of a margin order, or of its change, when the answer got lost. Open orders tell their
 * client order ID; the history tells none (exmo-api/REST.md 6.13): an order of the same kind that is
 * new there may be the lost one, and may be somebody else's. It is named, not taken for it.
 */
import { marginOrderEvents, openMarginOrders, secondsOfNanoseconds } from '../account/margin';
import type { Call } from '../api/call';
import type { Row } from '../api/rows';
import type { Params } from '../api/signing';
import type { Clock } from '../clock';
import { amountOf } from '../money/amounts';
import { compare, parseDecimal } from '../money/decimal';
import { reconcile, search, type Done, type Effort, type Finding } from './attempts';

export interface SentMarginOrder {
	readonly clientOrderId: string;
	/** The parameters of `margin/user/order/create` but for the client order ID. */
	readonly params: Params;
	/** Older ones, by EXMO's clock in unix seconds, are others. */
	readonly notBefore: number;
	/** The same for open orders: only an ID that the user chose can be an older order's, too. */
	readonly openSince: number;
	readonly excluding: ReadonlySet<string>;
}

/** Whether an open order is the sent one: by its ID, and by what was asked for. */
export const isSentOrder =
	({ clientOrderId, params, openSince, excluding }: SentMarginOrder) =>
	(row: Row): boolean =>
		String(row.client_id) === clientOrderId &&
		row.pair === params.pair &&
		row.type === params.type &&
		secondsOfNanoseconds(row.created) >= openSince &&
		!excluding.has(String(row.order_id));

/** Orders of the same kind that are new in the history; undefined when that cannot be read. */
export async function alikesInHistory(
	call: Call,
	{ params, notBefore, excluding }: SentMarginOrder,
): Promise<ReadonlySet<string> | undefined> {
	const events = await marginOrderEvents(call, 100).catch(() => undefined);
	const isAlike = (event: Row) =>
		event.pair === params.pair &&
		event.order_type === params.type &&
		event.quantity === params.quantity &&
		secondsOfNanoseconds(event.event_time) >= notBefore;
	const ids = events?.filter(isAlike).map(({ order_id: id }) => String(id));
	return ids && new Set(ids.filter((id) => !excluding.has(id)));
}

function alikeText(ids: ReadonlySet<string> | undefined): string {
	if (!ids) return 'The order history could not be read.';
	return ids.size > 0
		? `The order history has a new one of the same kind, which is probably it: ${[...ids].join(', ')}.`
		: 'Nor has the order history a new one of the same kind.';
}

/** What became of the order: its order ID, or which lists were read. */
export async function reconcileMarginOrder(
	call: Call,
	clock: Clock,
	sent: SentMarginOrder,
	effort: Effort,
): Promise<Finding<string>> {
	const isIt = isSentOrder(sent);
	const attempt = async () => (await openMarginOrders(call)).find(isIt);
	const { found, couldRead } = await search(clock, effort, attempt);
	if (found) return { answer: String(found.order_id) };
	const open = couldRead
		? 'It is not among the open margin orders.'
		: 'The open margin orders could not be read.';
	const alikes = await alikesInHistory(call, sent);
	return {
		searched: `${open} ${alikeText(alikes)}`,
		isAbsent: couldRead && alikes?.size === 0,
	};
}

export const findOpenMarginOrder = async (call: Call, orderId: string): Promise<Row | undefined> =>
	(await openMarginOrders(call)).find((row) => String(row.order_id) === orderId);

/** Whether the open order has every term that was asked for. */
const isUpdated = (row: Row, params: Params): boolean =>
	Object.entries(params).every(([name, value]) => {
		if (value === undefined) return true;
		return ['comment', 'expire'].includes(name)
			? String(row[name]) === String(value)
			: compare(amountOf(row[name]), parseDecimal(String(value))) === 0;
	});

async function findUpdate(call: Call, orderId: string, params: Params): Promise<Finding<Done>> {
	const row = await findOpenMarginOrder(call, orderId).catch(() => null);
	if (row === null) return { searched: 'The open margin orders could not be read.' };
	if (row === undefined) return { searched: 'The order is no longer open.' };
	return isUpdated(row, params)
		? { answer: 'done' }
		: { searched: 'The order has not been changed so far.', isAbsent: true };
}

/**
 * What became of the change of an open order.
 * @param params those of `margin/user/order/update` but for the order ID
 */
export const reconcileMarginUpdate = async (
	call: Call,
	clock: Clock,
	orderId: string,
	params: Params,
	effort: Effort,
): Promise<Finding<Done>> =>
	await reconcile(clock, effort, async () => await findUpdate(call, orderId, params));
