import {
	candlesBetween,
	isTraded,
	replySpanMs,
	RESOLUTIONS,
	minLengthMs,
} from '../../../../exmo/market/candles';
import { pairField } from '../../../shared/fields/fields';
import { resolutionField } from '../../../shared/fields/resolution';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { listedPair } from '../../../shared/exchange/pairs';
import type { Row } from '../../../../exmo/api/rows';
import type { Operation } from '../operation';
import { candleItem } from '../../../shared/items/candle';

/** How many candles of the past come when From is empty. */
const LATEST = 100;

export const getCandles: Operation = {
	name: 'Get Candles',
	value: 'getCandles',
	action: 'Get candles of a pair',
	description:
		'Open, high, low, close and volume of a pair over time, oldest first, one item a candle. Any range: long ones take several requests.',
	fields: [
		pairField,
		resolutionField,
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: 'Candles that open at this time or later. Empty: 100 candles before To.',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'Candles that open at this time or earlier. Empty: now.',
		},
	],
	async execute({ client, parameters }) {
		const asked = parameters.pair();
		const value = parameters.text('resolution');
		const resolution = RESOLUTIONS.find((known) => known === value);
		if (!resolution) {
			throw new InvalidInput(`"${value}" is not a resolution. EXMO has ${RESOLUTIONS.join(', ')}.`);
		}
		const [chosenFrom, chosenTo] = [parameters.seconds('from'), parameters.seconds('to')];
		const { pair } = await listedPair(client, asked); // also tells EXMO's clock
		const to = chosenTo ?? client.serverSeconds();
		const from = chosenFrom ?? to - (LATEST * minLengthMs(resolution)) / 1000;
		if (from > to) throw new InvalidInput('From is later than To.');

		const span = replySpanMs(resolution) / 1000;
		const candles = new Map<number, Row>();
		for (let begin = from; begin <= to; begin += span) {
			const end = Math.min(begin + span, to);
			const rows = await candlesBetween(client.call, pair, resolution, begin, end);
			for (const row of rows) candles.set(Number(row.t), row);
		}
		return [...candles]
			.filter(([time, row]) => time >= from * 1000 && time <= to * 1000 && isTraded(row))
			.sort(([a], [b]) => a - b)
			.map(([, row]) => candleItem(pair, resolution, row));
	},
};
