import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isStopOrder } from '../../../exmo/api/ids';
import { openOrders } from '../../../exmo/account/lists';
import { ExmoClient } from '../exchange/client';
import { searchFor } from './search';

/** The open orders (without stop orders, which are cancelled another way), for the Order picker. */
export async function searchOpenOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => {
		const client = await ExmoClient.of(this);
		return (await openOrders(client.call))
			.filter((row) => !isStopOrder(row))
			.map((row) => ({
				name: `${String(row.type)} ${String(row.quantity)} ${String(row.pair)} at ${String(row.price)} (${String(row.order_id)})`,
				value: String(row.order_id),
			}));
	});
}
