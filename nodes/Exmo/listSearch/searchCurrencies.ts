import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { ENDPOINTS } from '../../../exmo/endpoints';
import { ExmoClient } from '../../shared/client';
import { listOf } from '../../shared/rows';
import { ALL, searchFor } from './search';

async function load(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const client = await ExmoClient.of(context);
	const rows = listOf(await client.call(ENDPOINTS.currencyListExtended));
	return rows.map(({ name, description }) => ({
		name: `${String(name)} (${String(description)})`,
		value: String(name),
	}));
}

/** The currencies that EXMO names now, for the Currency picker. */
export async function searchCurrencies(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => await load(this));
}

/** The same for a filter. */
export async function searchCurrenciesOrAll(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => [ALL, ...(await load(this))]);
}
