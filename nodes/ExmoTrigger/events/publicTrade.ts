import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../exmo/money/amounts';
import { compare } from '../../../exmo/money/decimal';
import { entriesOf, type Row } from '../../../exmo/api/rows';
import { publicTrades } from '../../../exmo/market/lists';
import { newPublicTrades } from '../../../exmo/watch/publicTrades';
import { NOTHING_SEEN, type SeenIds } from '../../../exmo/watch/seenIds';
import { publicTradeItem } from '../../shared/items/orders';
import type { TriggerEvent, Watch } from '../event';
import { pairsField, sideField } from '../../shared/fields/triggerFields';
import { decimalField } from '../fields';
import { pairsOf } from '../read';
import { choiceField } from '../../shared/fields/choiceField';

const unitField = choiceField({
	displayName: 'Size In',
	name: 'unit',
	type: 'options',
	options: [
		{ name: 'Base Currency', value: 'base', description: 'Such as BTC for BTC_USDC' },
		{ name: 'Quote Currency', value: 'quote', description: 'Such as USDC for BTC_USDC' },
	],
	default: 'quote',
});

/** Whether a trade is as large as the fields ask for, and of the side. */
function filterOf({ parameters }: Watch): (row: Row) => boolean {
	const min = parameters.decimalFromZero('size');
	const unit = parameters.choice(unitField);
	const side = parameters.choice(sideField);
	return (row) =>
		(side === 'both' || row.type === side) &&
		compare(amountOf(unit === 'base' ? row.quantity : row.amount), min) >= 0;
}

interface Found {
	readonly pair: string;
	readonly row: Row;
	/** Whether there may have been trades before this one that EXMO no longer showed. */
	readonly gapBefore: boolean;
}

const byTime = (a: Found, b: Found): number => Number(a.row.date) - Number(b.row.date);

const itemOf = ({ pair, row, gapBefore }: Found): IDataObject => ({
	...publicTradeItem(pair, row),
	gapBefore,
});

export const publicTrade: TriggerEvent<Record<string, SeenIds>> = {
	name: 'Large Public Trade',
	value: 'publicTrade',
	description: 'When anybody has traded so much at once: one item a trade',
	fields: [
		pairsField,
		decimalField('Size', 'size', 'At least this much; empty for every trade', {
			placeholder: 'e.g. 10000',
		}),
		unitField,
		{ ...sideField, description: 'The side of the one who took the offer' },
	],
	watched: (parameters) => parameters.pairs().sort(),
	async poll(watch, state) {
		const isWanted = filterOf(watch);
		const byPair = await publicTrades(watch.client.call, await pairsOf(watch, state === undefined));
		const polled = entriesOf(byPair).map(([pair, rows]) => ({
			pair,
			...newPublicTrades(rows, state && (state[pair] ?? NOTHING_SEEN)),
		}));
		const found = polled.flatMap(({ pair, rows, mayBeIncomplete }) =>
			rows
				.filter(isWanted)
				.map((row, index): Found => ({ pair, row, gapBefore: mayBeIncomplete && index === 0 })),
		);
		return {
			state: { ...state, ...Object.fromEntries(polled.map(({ pair, seen }) => [pair, seen])) },
			items: found.sort(byTime).map(itemOf),
		};
	},
	async sample(watch) {
		const isWanted = filterOf(watch);
		const byPair = await publicTrades(watch.client.call, await pairsOf(watch, true));
		const latest = entriesOf(byPair)
			.flatMap(([pair, rows]) => rows.map((row): Found => ({ pair, row, gapBefore: false })))
			.sort(byTime);
		// One that is large enough, or else any: it shows what an item looks like
		const newest = latest.findLast(({ row }) => isWanted(row)) ?? latest.at(-1);
		return newest ? [itemOf(newest)] : [];
	},
};
