import { latestTrade, readNewTrades, type TradesSeen } from '../../../exmo/watch/ownTrades';
import { ownTradeItem } from '../../shared/items/orders';
import type { TriggerEvent } from '../event';
import { pairsField, sideField } from '../../shared/fields/triggerFields';
import { pairsOf } from '../read';

export const ownTrade: TriggerEvent<TradesSeen> = {
	name: 'Own Trade',
	value: 'ownTrade',
	description:
		'When an order of yours was filled, in part or whole: one item a trade, with its fee',
	fields: [pairsField, sideField],
	watched: (parameters) => parameters.pairs().sort(),
	async poll(watch, state) {
		const side = watch.parameters.choice(sideField);
		const pairs = await pairsOf(watch, state === undefined);
		const { rows, seen } = await readNewTrades(watch.client.call, pairs, state);
		const wanted = rows.filter(({ type }) => side === 'both' || type === side);
		return { state: seen, items: wanted.map(ownTradeItem) };
	},
	async sample(watch) {
		const trade = await latestTrade(watch.client.call, await pairsOf(watch, true));
		return trade ? [ownTradeItem(trade)] : [];
	},
};
