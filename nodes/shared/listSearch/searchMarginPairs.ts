import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { marginPairRows } from '../../../exmo/account/margin';
import { ExmoClient } from '../exchange/client';
import { ALL, searchOf } from './search';

async function load(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const client = await ExmoClient.of(context);
	return (await marginPairRows(client.call))
		.map((row) => String(row.name))
		.sort()
		.map((pair) => ({ name: pair, value: pair }));
}

/** The pairs that can be traded on margin, for the Pair picker. */
export const searchMarginPairs = searchOf(load);

/** The same for a filter. */
export const searchMarginPairsOrAll = searchOf(load, ALL);
