import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { pairField } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { listedPair } from '../../../shared/exchange/pairs';
import { listOf } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import type { Operation } from '../operation';
import { candleItem, isTraded } from '../../../shared/items/candle';

/** At most this many candles in one reply (exmo-api/REST.md 2.8). */
const MOST_CANDLES = 3000;

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Resolutions as EXMO names them, with their length in seconds (a month at its shortest). */
const RESOLUTIONS = [
	{ name: '1 Minute', value: '1', seconds: MINUTE },
	{ name: '5 Minutes', value: '5', seconds: 5 * MINUTE },
	{ name: '15 Minutes', value: '15', seconds: 15 * MINUTE },
	{ name: '30 Minutes', value: '30', seconds: 30 * MINUTE },
	{ name: '45 Minutes', value: '45', seconds: 45 * MINUTE },
	{ name: '1 Hour', value: '60', seconds: 60 * MINUTE },
	{ name: '2 Hours', value: '120', seconds: 120 * MINUTE },
	{ name: '3 Hours', value: '180', seconds: 180 * MINUTE },
	{ name: '4 Hours', value: '240', seconds: 240 * MINUTE },
	{ name: '1 Day', value: 'D', seconds: DAY },
	{ name: '1 Week', value: 'W', seconds: 7 * DAY },
	{ name: '1 Month', value: 'M', seconds: 28 * DAY },
] as const;

export const getCandles: Operation = {
	name: 'Get Candles',
	value: 'getCandles',
	action: 'Get candles of a pair',
	description:
		'Open, high, low, close and volume of a pair over time, oldest first, one item a candle. Any range: long ones take several requests.',
	fields: [
		pairField,
		{
			displayName: 'Resolution',
			name: 'resolution',
			type: 'options',
			options: RESOLUTIONS.map(({ name, value }) => ({ name, value })),
			default: '60',
			description: 'How much time one candle covers',
		},
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
		const resolution = RESOLUTIONS.find((known) => known.value === value);
		if (!resolution) {
			const known = RESOLUTIONS.map((choice) => choice.value).join(', ');
			throw new InvalidInput(`"${value}" is not a resolution. EXMO has ${known}.`);
		}
		const [chosenFrom, chosenTo] = [
			parameters.seconds('from', 'From'),
			parameters.seconds('to', 'To'),
		];
		const { pair } = await listedPair(client, asked); // also tells EXMO's clock
		const to = chosenTo ?? client.serverSeconds();
		const from = chosenFrom ?? to - 100 * resolution.seconds;
		if (from > to) throw new InvalidInput('From is later than To.');

		const span = (MOST_CANDLES - 1) * resolution.seconds;
		const candles = new Map<number, Row>();
		for (let begin = from; begin <= to; begin += span) {
			const reply = (await client.call(ENDPOINTS.candlesHistory, {
				symbol: pair,
				resolution: resolution.value,
				from: begin - 1, // a candle that opens exactly at `from` is left out
				to: Math.min(begin + span, to),
			})) as { candles?: unknown };
			for (const row of listOf(reply.candles)) candles.set(Number(row.t), row);
		}
		return [...candles]
			.filter(([time, row]) => time >= from * 1000 && time <= to * 1000 && isTraded(row))
			.sort(([a], [b]) => a - b)
			.map(([, row]) => candleItem(pair, resolution.value, row));
	},
};
