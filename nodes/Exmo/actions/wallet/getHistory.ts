import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { limitFields } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { rowsIn, type Row } from '../../../../exmo/api/rows';
import type { Operation } from '../operation';
import { walletHistoryItem } from '../../../shared/items/walletOperation';

const DAY_SECONDS = 86_400;
/** One request a day: for more, Get Many Operations is the better way. */
const MAX_DAYS = 400;

export const getHistory: Operation = {
	name: 'Get History',
	value: 'getHistory',
	action: 'Get wallet history by day',
	description:
		'Deposits and withdrawals of a day or of a range of days, one request a day. For everything at once, use Get Many Operations.',
	fields: [
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: 'Any moment of the first day. Empty: the day of To.',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'Any moment of the last day. Empty: today.',
		},
		...limitFields,
	],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		await client.learnServerClock();
		const now = client.serverSeconds();
		const to = Math.min(parameters.seconds('to', 'To') ?? now, now);
		const from = parameters.seconds('from', 'From') ?? to;
		if (from > to) {
			throw new InvalidInput(from > now ? 'From lies in the future.' : 'From is later than To.');
		}
		if (to - from > MAX_DAYS * DAY_SECONDS) {
			throw new InvalidInput(
				`From and To are more than ${MAX_DAYS} days apart. Use Get Many Operations with Return All for a long time.`,
			);
		}
		const rows: Row[] = [];
		let lastBegin: unknown;
		for (let date = from; date <= to && rows.length < limit; ) {
			const reply = await client.call(ENDPOINTS.walletHistory, { date });
			// EXMO says where its day ends, which is where the next one begins (exmo-api/REST.md 4.4)
			const end = Number(reply.end);
			const isNewDay = reply.begin === undefined || reply.begin !== lastBegin;
			if (isNewDay) rows.push(...rowsIn(reply.history).filter(({ dt }) => !(Number(dt) >= end)));
			lastBegin = reply.begin;
			date = end > date ? end : date + DAY_SECONDS;
		}
		return rows.slice(0, limit).map(walletHistoryItem);
	},
};
