import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../exmo/money/amounts';
import { formatDecimal, isPositive, ZERO, type Decimal } from '../../../exmo/money/decimal';
import { candlesBetween, isTraded } from '../../../exmo/market/candles';
import {
	moveOf,
	widened,
	type Anchor,
	type Move,
	type PriceRange,
} from '../../../exmo/watch/priceMove';
import { tickerItem } from '../../shared/items/ticker';
import { pairField } from '../../shared/fields/fields';
import type { TriggerParameters } from '../../shared/fields/parameters';
import type { TriggerEvent, Watch } from '../event';
import { decimalField } from '../fields';
import { tickerOf } from '../../shared/exchange/pairs';
import { choiceField } from '../../shared/fields/choiceField';

const directionField = choiceField({
	displayName: 'Direction',
	name: 'moveDirection',
	type: 'options',
	options: [
		{ name: 'Down', value: 'down' },
		{ name: 'Either', value: 'either' },
		{ name: 'Up', value: 'up' },
	],
	default: 'either',
});
/** As many candles of a minute as a day has; one reply holds them (exmo-api/REST.md 2.8). */
const MAX_MINUTES = 1440;

function minutesOf(parameters: TriggerParameters): number {
	return parameters.whole('minutes', 1, MAX_MINUTES);
}

/** The prices since a moment (unix seconds), and now: candles tell what was between two polls. */
async function rangeSince(
	{ client }: Watch,
	pair: string,
	since: number,
	now: number,
	price: Decimal,
): Promise<PriceRange> {
	const rows = await candlesBetween(client.call, pair, '1', since, now);
	// A candle that opened before also holds prices from before
	const candles = rows.filter((row) => Number(row.t) >= since * 1000 && isTraded(row));
	return candles
		.flatMap(({ h, l }) => [h, l])
		.reduce<PriceRange>(
			(range, value) => widened(range, amountOf(value)),
			widened(undefined, price),
		);
}

const moveItem = (
	pair: string,
	price: string,
	{ direction, percent, from }: Move,
	minutes: number,
	ticker: IDataObject,
): IDataObject => ({
	pair,
	direction,
	percent: formatDecimal(percent),
	from: formatDecimal(from),
	price,
	withinMinutes: minutes,
	...ticker,
});

export const priceMoved: TriggerEvent<Partial<Anchor>> = {
	name: 'Price Moved',
	value: 'priceMoved',
	description:
		'When the last price of a pair has moved by so many percent within a time; then it is measured from there',
	fields: [
		pairField,
		decimalField('Move (%)', 'percent', 'From the lowest or the highest price within the time', {
			default: '5',
			required: true,
			placeholder: 'e.g. 5',
		}),
		{
			displayName: 'Within (Minutes)',
			name: 'minutes',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_MINUTES },
			default: 60,
			description: `How far to look back, up to ${MAX_MINUTES}`,
		},
		directionField,
	],
	watched: (parameters) => [
		parameters.pair(),
		...['percent', 'minutes', 'moveDirection'].map((name) => parameters.text(name)),
	],
	async poll(watch, state) {
		const { client, parameters } = watch;
		const pair = parameters.pair();
		const minutes = minutesOf(parameters);
		const threshold = parameters.positiveDecimal('percent');
		const direction = parameters.choice(directionField);
		const ticker = tickerItem(pair, await tickerOf(watch.client, pair));
		const text = String(ticker.last);
		const price = amountOf(text);
		if (!isPositive(price)) return { state: state ?? {}, items: [] };
		const now = client.serverSeconds();
		const anchor = { price: text, at: now };
		if (state?.at === undefined || state.price === undefined) return { state: anchor, items: [] };

		const begin = now - minutes * 60;
		const since = await rangeSince(watch, pair, Math.max(begin, state.at), now, price);
		const range = state.at >= begin ? widened(since, amountOf(state.price)) : since;
		const move = moveOf(range, price, threshold, direction);
		if (!move) return { state, items: [] };
		return { state: anchor, items: [moveItem(pair, text, move, minutes, ticker)] };
	},
	async sample(watch) {
		const { client, parameters } = watch;
		const pair = parameters.pair();
		const minutes = minutesOf(parameters);
		const ticker = tickerItem(pair, await tickerOf(watch.client, pair));
		const text = String(ticker.last);
		const price = amountOf(text);
		if (!isPositive(price)) return [];
		const now = client.serverSeconds();
		const range = await rangeSince(watch, pair, now - minutes * 60, now, price);
		const move = moveOf(range, price, ZERO, 'either') ?? {
			direction: 'up',
			percent: ZERO,
			from: price,
		};
		return [moveItem(pair, text, move, minutes, ticker)];
	},
};
