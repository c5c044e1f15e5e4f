import type { IDataObject } from 'n8n-workflow';

import { compareIds } from '../../../../exmo/api/ids';
import { ownTrades } from '../../../../exmo/account/lists';
import type { ExmoClient } from '../../../shared/exchange/client';
import { limitFields, simplifyField } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { ownTradeItem } from '../../../shared/items/orders';
import { spelledPair } from '../../../shared/exchange/pairs';
import { rawItem } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import type { Operation } from '../operation';

/** Pages of one pair that are read at the same time when all are wanted. */
const PAGE_CONCURRENCY = 3;

interface Range {
	/** Unix seconds, both inclusive. */
	readonly from: number;
	readonly to: number;
	readonly limit: number;
}

/** The newest trades of one pair in the range; reading stops at the first that is older. */
async function tradesOfPair(
	client: ExmoClient,
	pair: string,
	{ from, to, limit }: Range,
): Promise<Row[]> {
	const trades: Row[] = [];
	const options = {
		concurrency: limit > 100 ? PAGE_CONCURRENCY : 1,
		isListed: async () => (await client.pairs()).has(pair),
	};
	for await (const row of ownTrades(client.call, pair, options)) {
		if (Number(row.date) < from || trades.length === limit) break;
		if (Number(row.date) <= to) trades.push(row);
	}
	return trades;
}

const newestFirst = (a: Row, b: Row): number =>
	Number(b.date) - Number(a.date) || compareIds(b.trade_id, a.trade_id);

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many own trades',
	description:
		'Your own trades with their fees, newest first, one item a trade; of one pair, several or all listed pairs',
	fields: [
		{
			displayName: 'Pairs',
			name: 'pairs',
			type: 'string',
			default: '',
			placeholder: 'e.g. BTC_USD, ETH_USD',
			description:
				'One or several, with commas between them. Empty for all pairs that are listed now: one request or more for each.',
		},
		...limitFields,
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: 'Only trades of this time or later',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'Only trades of this time or earlier',
		},
		simplifyField,
	],
	async execute({ client, parameters }) {
		const range = {
			from: parameters.seconds('from') ?? 0,
			to: parameters.seconds('to') ?? Infinity,
			limit: parameters.limit(),
		};
		if (range.from > range.to) throw new InvalidInput('From is later than To.');
		const asked = parameters.pairs();
		const pairs = asked.length > 0 ? asked : (await client.pairs()).keys();
		const trades: Row[] = [];
		for (const pair of pairs) {
			trades.push(...(await tradesOfPair(client, await spelledPair(client, pair), range)));
		}
		const toItem: (row: Row) => IDataObject = parameters.flag('simplify') ? ownTradeItem : rawItem;
		return trades.sort(newestFirst).slice(0, range.limit).map(toItem);
	},
};
