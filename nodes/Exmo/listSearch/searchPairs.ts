import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { ExmoClient } from '../../shared/client';
import { ALL, searchFor } from './search';

async function load(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const client = await ExmoClient.of(context);
	return [...(await client.pairs()).keys()].sort().map((pair) => ({ name: pair, value: pair }));
}

/** The pairs that are listed now, for the Pair picker. */
export async function searchPairs(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => await load(this));
}

/** The same for a filter. */
export async function searchPairsOrAll(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => [ALL, ...(await load(this))]);
}
