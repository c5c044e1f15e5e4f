import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { marginPairRows } from '../../../exmo/margin';
import { ExmoClient } from '../../shared/client';
import { searchFor } from './search';

/** The pairs that can be traded on margin, for the Pair picker. */
export async function searchMarginPairs(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => {
		const client = await ExmoClient.of(this);
		return (await marginPairRows(client.ask))
			.map((row) => String(row.name))
			.sort()
			.map((pair) => ({ name: pair, value: pair }));
	});
}
