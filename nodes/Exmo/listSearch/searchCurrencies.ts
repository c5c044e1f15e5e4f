import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { ENDPOINTS } from '../../../exmo/endpoints';
import { ExmoClient } from '../../shared/client';
import { listOf } from '../../shared/rows';
import { searchFor } from './search';

/** The currencies that EXMO names now, for the Currency picker. */
export async function searchCurrencies(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => {
		const client = await ExmoClient.of(this);
		const rows = listOf(await client.call(ENDPOINTS.currencyListExtended));
		return rows.map(({ name, description }) => ({
			name: `${String(name)} (${String(description)})`,
			value: String(name),
		}));
	});
}
