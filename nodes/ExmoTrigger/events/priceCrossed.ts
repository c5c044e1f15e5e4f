import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../exmo/money/amounts';
import {
	divide,
	formatDecimal,
	isPositive,
	multiply,
	parseDecimal,
	type Decimal,
} from '../../../exmo/money/decimal';
import { isCrossing, sideOf, type Level, type Side } from '../../../exmo/watch/crossing';
import { tickerItem } from '../../shared/items/ticker';
import { pairField } from '../../shared/fields/fields';
import type { TriggerParameters } from '../../shared/fields/parameters';
import type { TriggerEvent, Watch } from '../event';
import { decimalField, hysteresisField } from '../fields';
import { tickerOf } from '../../shared/exchange/pairs';

const PRICES = ['last', 'bid', 'ask'] as const;
const DIRECTIONS = ['either', 'above', 'below'] as const;
const HUNDRED = parseDecimal('100');

function levelOf(parameters: TriggerParameters): Level {
	const level = parameters.positiveDecimal('level', 'Level');
	const percent = parameters.decimalFromZero('hysteresis', 'Hysteresis');
	return {
		level,
		direction: parameters.choice('direction', 'Direction', DIRECTIONS),
		hysteresis: divide(multiply(level, percent), HUNDRED, 12, 'up'),
	};
}

/** The price that is watched; undefined where nobody offers or nothing was traded. */
async function readPrice(
	watch: Watch,
	{ level }: Level,
): Promise<{ price: Decimal | undefined; item: IDataObject }> {
	const pair = watch.parameters.pair();
	const source = watch.parameters.choice('price', 'Price', PRICES);
	const ticker = tickerItem(pair, await tickerOf(watch.client, pair));
	const text = String(ticker[source]);
	const price = amountOf(text);
	return {
		price: isPositive(price) ? price : undefined,
		item: { pair, price: text, level: formatDecimal(level), ...ticker },
	};
}

export const priceCrossed: TriggerEvent<{ side?: Side }> = {
	name: 'Price Crossed',
	value: 'priceCrossed',
	description: 'When the price of a pair goes above or below a level',
	fields: [
		pairField,
		decimalField('Level', 'level', 'The price, in the quote currency, e.g. USDC for BTC_USDC', {
			required: true,
			placeholder: 'e.g. 90000',
		}),
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Above', value: 'above', description: 'When it rises to the level' },
				{ name: 'Below', value: 'below', description: 'When it falls to the level' },
				{ name: 'Either', value: 'either', description: 'Both ways' },
			],
			default: 'either',
		},
		{
			displayName: 'Price',
			name: 'price',
			type: 'options',
			options: [
				{ name: 'Ask', value: 'ask', description: 'The lowest price at which somebody sells' },
				{ name: 'Bid', value: 'bid', description: 'The highest price at which somebody buys' },
				{ name: 'Last', value: 'last', description: 'The price of the last trade' },
			],
			default: 'last',
		},
		hysteresisField('the level'),
	],
	watched: (parameters) => [
		parameters.pair(),
		parameters.text('price'),
		...['level', 'direction', 'hysteresis'].map((name) => parameters.text(name)),
	],
	async poll(watch, state) {
		const level = levelOf(watch.parameters);
		const { price, item } = await readPrice(watch, level);
		if (!price) return { state: state ?? {}, items: [] };
		const side = sideOf(level, price, state?.side);
		const crosses = isCrossing(level, state?.side, side);
		return { state: { side }, items: crosses ? [{ crossed: side, ...item }] : [] };
	},
	async sample(watch) {
		const level = levelOf(watch.parameters);
		const { price, item } = await readPrice(watch, level);
		return price ? [{ crossed: sideOf(level, price, undefined), ...item }] : [];
	},
};
