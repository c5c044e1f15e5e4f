import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openMarginOrders } from '../../../exmo/account/margin';
import { ExmoClient } from '../exchange/client';
import { searchFor } from './search';

/** The open margin orders, for the Order picker. */
export async function searchMarginOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => {
		const client = await ExmoClient.of(this);
		return (await openMarginOrders(client.call)).map((row) => ({
			name: `${String(row.type)} ${String(row.quantity)} ${String(row.pair)} at ${String(row.price)} (${String(row.order_id)})`,
			value: String(row.order_id),
		}));
	});
}
