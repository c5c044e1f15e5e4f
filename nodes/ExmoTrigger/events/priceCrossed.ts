import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../exmo/money/amounts';
import { formatDecimal, isPositive, type Decimal } from '../../../exmo/money/decimal';
import { percentOf } from '../../../exmo/money/percent';
import { isCrossing, zoneOf, type Threshold, type Zone } from '../../../exmo/watch/crossing';
import { tickerItem } from '../../shared/items/ticker';
import { pairField } from '../../shared/fields/fields';
import type { TriggerParameters } from '../../shared/fields/parameters';
import type { TriggerEvent, Watch } from '../event';
import { decimalField, hysteresisField } from '../fields';
import { tickerOf } from '../../shared/exchange/pairs';
import { choiceField } from '../../shared/fields/choiceField';

const priceField = choiceField({
	displayName: 'Price',
	name: 'price',
	type: 'options',
	options: [
		{ name: 'Ask', value: 'ask', description: 'The lowest price at which somebody sells' },
		{ name: 'Bid', value: 'bid', description: 'The highest price at which somebody buys' },
		{ name: 'Last', value: 'last', description: 'The price of the last trade' },
	],
	default: 'last',
});
const directionField = choiceField({
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	options: [
		{ name: 'Above', value: 'above', description: 'When it rises to the level' },
		{ name: 'Below', value: 'below', description: 'When it falls to the level' },
		{ name: 'Either', value: 'either', description: 'Both ways' },
	],
	default: 'either',
});

function thresholdOf(parameters: TriggerParameters): Threshold {
	const value = parameters.positiveDecimal('level');
	const percent = parameters.decimalFromZero('hysteresis');
	return {
		value,
		direction: parameters.choice(directionField),
		hysteresis: percentOf(value, percent, 12, 'up'),
	};
}

/** The price that is watched; undefined where nobody offers or nothing was traded. */
async function readPrice(
	watch: Watch,
	threshold: Threshold,
): Promise<{ price: Decimal | undefined; item: IDataObject }> {
	const pair = watch.parameters.pair();
	const source = watch.parameters.choice(priceField);
	const ticker = tickerItem(pair, await tickerOf(watch.client, pair));
	const text = String(ticker[source]);
	const price = amountOf(text);
	return {
		price: isPositive(price) ? price : undefined,
		item: { pair, price: text, level: formatDecimal(threshold.value), ...ticker },
	};
}

export const priceCrossed: TriggerEvent<{ zone?: Zone }> = {
	name: 'Price Crossed',
	value: 'priceCrossed',
	description: 'When the price of a pair goes above or below a level',
	fields: [
		pairField,
		decimalField('Level', 'level', 'The price, in the quote currency, e.g. USDC for BTC_USDC', {
			required: true,
			placeholder: 'e.g. 90000',
		}),
		directionField,
		priceField,
		hysteresisField('the level'),
	],
	watched: (parameters) => [
		parameters.pair(),
		parameters.text('price'),
		...['level', 'direction', 'hysteresis'].map((name) => parameters.text(name)),
	],
	async poll(watch, state) {
		const threshold = thresholdOf(watch.parameters);
		const { price, item } = await readPrice(watch, threshold);
		if (!price) return { state: state ?? {}, items: [] };
		const zone = zoneOf(threshold, price, state?.zone);
		const crosses = isCrossing(threshold, state?.zone, zone);
		return { state: { zone }, items: crosses ? [{ crossed: zone, ...item }] : [] };
	},
	async sample(watch) {
		const threshold = thresholdOf(watch.parameters);
		const { price, item } = await readPrice(watch, threshold);
		return price ? [{ crossed: zoneOf(threshold, price, undefined), ...item }] : [];
	},
};
