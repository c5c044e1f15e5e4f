import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../exmo/money/amounts';
import { formatDecimal, subtract, type Decimal } from '../../../exmo/money/decimal';
import { middleOf } from '../../../exmo/money/middle';
import { inPercent, percentOf } from '../../../exmo/money/percent';
import { isCrossing, zoneOf, type Threshold, type Zone } from '../../../exmo/watch/crossing';
import { tickerItem } from '../../shared/items/ticker';
import { pairField } from '../../shared/fields/fields';
import type { TriggerParameters } from '../../shared/fields/parameters';
import type { TriggerEvent, Watch } from '../event';
import { decimalField, hysteresisField } from '../fields';
import { tickerOf } from '../../shared/exchange/pairs';

/** Decimals of a percentage. */
const SCALE = 4;

function thresholdOf(parameters: TriggerParameters): Threshold {
	const value = parameters.positiveDecimal('spread');
	const percent = parameters.decimalFromZero('hysteresis');
	return {
		value,
		direction: 'above',
		hysteresis: percentOf(value, percent, SCALE, 'up'),
	};
}

/** Ask less bid, in percent of the middle between them; undefined where one side of the book is empty. */
function spreadOf(ticker: IDataObject): Decimal | undefined {
	const [bid, ask] = [amountOf(ticker.bid), amountOf(ticker.ask)];
	const middle = middleOf(bid, ask);
	return middle && inPercent(subtract(ask, bid), middle, SCALE, 'half');
}

async function readSpread(
	watch: Watch,
): Promise<{ spread: Decimal | undefined; item: IDataObject }> {
	const pair = watch.parameters.pair();
	const ticker = tickerItem(pair, await tickerOf(watch.client, pair));
	const spread = spreadOf(ticker);
	const spreadPercent = spread ? formatDecimal(spread) : '';
	const threshold = formatDecimal(thresholdOf(watch.parameters).value);
	return { spread, item: { pair, spreadPercent, threshold, ...ticker } };
}

export const spreadAbove: TriggerEvent<{ zone?: Zone }> = {
	name: 'Spread Widened',
	value: 'spreadAbove',
	description: 'When the distance between best bid and best ask of a pair becomes large',
	fields: [
		pairField,
		decimalField('Spread (%)', 'spread', 'In percent of the middle between best bid and best ask', {
			default: '5',
			required: true,
			placeholder: 'e.g. 5',
		}),
		hysteresisField('the spread'),
	],
	watched: (parameters) => [
		parameters.pair(),
		parameters.text('spread'),
		parameters.text('hysteresis'),
	],
	async poll(watch, state) {
		const threshold = thresholdOf(watch.parameters);
		const { spread, item } = await readSpread(watch);
		if (!spread) return { state: state ?? {}, items: [] };
		const zone = zoneOf(threshold, spread, state?.zone);
		return { state: { zone }, items: isCrossing(threshold, state?.zone, zone) ? [item] : [] };
	},
	sample: async (watch) => [(await readSpread(watch)).item],
};
