import { orderIdOf } from '../../../exmo/api/ids';
import { readOrder } from '../../../exmo/account/orderState';
import { cancelledOrders, openOrders } from '../../../exmo/account/lists';
import { readEndedOrders, type OrdersSeen } from '../../../exmo/watch/endedOrders';
import { latestTrade } from '../../../exmo/watch/ownTrades';
import { endedOrderItem, orderStateItem } from '../../shared/items/orderState';
import type { TriggerEvent, Watch } from '../event';
import { pairsField } from '../../shared/fields/triggerFields';
import { pairsOf } from '../read';
import { choiceField } from '../../shared/fields/choiceField';

const outcomeField = choiceField({
	displayName: 'Outcome',
	name: 'outcome',
	type: 'options',
	options: [
		{ name: 'Both', value: 'both' },
		{ name: 'Cancelled', value: 'cancelled', description: 'Also when a part of it was filled' },
		{ name: 'Filled', value: 'filled', description: 'Filled completely' },
	],
	default: 'both',
});

/** The order that was traded last, or else the one that was cancelled last. */
async function latestEnded(watch: Watch, pairs: readonly string[]): Promise<string | undefined> {
	const { call } = watch.client;
	const open = new Set((await openOrders(call)).map(orderIdOf));
	const trade = await latestTrade(call, pairs);
	if (trade && !open.has(String(trade.order_id))) return String(trade.order_id);
	for await (const row of cancelledOrders(call, 100)) {
		if (pairs.includes(String(row.pair))) return orderIdOf(row);
	}
	return undefined;
}

export const orderEnded: TriggerEvent<OrdersSeen> = {
	name: 'Order Filled or Cancelled',
	value: 'orderEnded',
	description:
		'When an order of yours is over: one item an order, with what was filled of it, at which price and fee',
	fields: [pairsField, outcomeField],
	watched: (parameters) => parameters.pairs().sort(),
	async poll(watch, state) {
		const { client, parameters } = watch;
		const outcome = parameters.choice(outcomeField);
		const named = parameters.pairs();
		const pairs = await pairsOf(watch, state === undefined);
		const isWanted = (pair: string) => named.length === 0 || named.includes(pair);
		const { ended, seen } = await readEndedOrders(client.call, pairs, isWanted, state);
		const wanted = ended.filter((one) => outcome === 'both' || one.state.status === outcome);
		return { state: seen, items: wanted.map(endedOrderItem) };
	},
	async sample(watch) {
		const orderId = await latestEnded(watch, await pairsOf(watch, true));
		const state = orderId && (await readOrder(watch.client.call, orderId));
		return orderId && state ? [orderStateItem(orderId, state)] : [];
	},
};
