import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { ENDPOINTS } from '../../../exmo/api/endpoints';
import { ExmoClient } from '../exchange/client';
import { entriesOf } from '../items/rows';
import type { Row } from '../../../exmo/api/rows';
import { searchFor } from './search';

/** The open orders (without stop orders, which are cancelled another way), for the Order picker. */
export async function searchOpenOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => {
		const client = await ExmoClient.of(this);
		return entriesOf<Row[]>(await client.call(ENDPOINTS.userOpenOrders)).flatMap(([pair, rows]) =>
			rows
				.filter((row) => row.order_id !== undefined)
				.map((row) => ({
					name: `${String(row.type)} ${String(row.quantity)} ${pair} at ${String(row.price)} (${String(row.order_id)})`,
					value: String(row.order_id),
				})),
		);
	});
}
