import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { currencyRows } from '../../../exmo/market/lists';
import { ExmoClient } from '../exchange/client';
import { ALL, searchOf } from './search';

async function load(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const client = await ExmoClient.of(context);
	const rows = await currencyRows(client.call);
	return rows.map(({ name, description }) => ({
		name: `${String(name)} (${String(description)})`,
		value: String(name),
	}));
}

/** The currencies that EXMO names now, for the Currency picker. */
export const searchCurrencies = searchOf(load);

/** The same for a filter. */
export const searchCurrenciesOrAll = searchOf(load, ALL);
