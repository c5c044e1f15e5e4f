/**
 * Margin orders that may be the sent one. Open ones tell their client order ID; the history tells none
 * (exmo-api/REST.md 6.13): an order of the same kind that is new there may be the lost one, and may be
 * somebody else's. It is named, not taken for it.
 */
import { marginOrderEvents, secondsOfNanoseconds } from '../../../../exmo/account/margin';
import type { Params } from '../../../../exmo/api/signing';
import type { ExmoClient } from '../../../shared/exchange/client';

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
	(row: Record<string, unknown>): boolean =>
		String(row.client_id) === clientOrderId &&
		row.pair === params.pair &&
		row.type === params.type &&
		secondsOfNanoseconds(row.created) >= openSince &&
		!excluding.has(String(row.order_id));

export interface Alikes {
	/** For a person. */
	readonly text: string;
	/** Undefined when the history could not be read. */
	readonly ids?: ReadonlySet<string>;
}

export async function alikesIn(
	client: ExmoClient,
	{ params, notBefore, excluding }: SentMarginOrder,
): Promise<Alikes> {
	const events = await marginOrderEvents(client.lookUp, 100).catch(() => undefined);
	if (!events) return { text: 'The order history could not be read.' };
	const ids = new Set(
		events
			.filter(
				(event) =>
					event.pair === params.pair &&
					event.order_type === params.type &&
					event.quantity === params.quantity &&
					secondsOfNanoseconds(event.event_time) >= notBefore,
			)
			.map(({ order_id: id }) => String(id))
			.filter((id) => !excluding.has(id)),
	);
	const text =
		ids.size > 0
			? `The order history has a new one of the same kind, which is probably it: ${[...ids].join(', ')}.`
			: 'Nor has the order history a new one of the same kind.';
	return { text, ids };
}
