import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { ExmoClient } from '../../shared/client';
import { searchFor } from './search';

/** The pairs that are listed now, for the Pair picker. */
export async function searchPairs(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => {
		const client = await ExmoClient.of(this);
		return [...(await client.pairs()).keys()].sort().map((pair) => ({ name: pair, value: pair }));
	});
}
