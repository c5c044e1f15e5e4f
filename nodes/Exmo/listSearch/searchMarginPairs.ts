import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { marginPairRows } from '../../../exmo/margin';
import { ExmoClient } from '../../shared/client';
import { ALL, searchFor } from './search';

async function load(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const client = await ExmoClient.of(context);
	return (await marginPairRows(client.ask))
		.map((row) => String(row.name))
		.sort()
		.map((pair) => ({ name: pair, value: pair }));
}

/** The pairs that can be traded on margin, for the Pair picker. */
export async function searchMarginPairs(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => await load(this));
}

/** The same for a filter. */
export async function searchMarginPairsOrAll(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => [ALL, ...(await load(this))]);
}
