import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isStopOrder } from '../../../exmo/api/ids';
import { openOrders } from '../../../exmo/account/lists';
import { ExmoClient } from '../exchange/client';
import { searchFor } from './search';

/** The stop orders that have not fired yet, for the Order picker of the Stop Order resource. */
export async function searchStopOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => {
		const client = await ExmoClient.of(this);
		return (await openOrders(client.call)).filter(isStopOrder).map((row) => ({
			name: `${String(row.type)} ${String(row.quantity)} ${String(row.pair)} at ${String(row.trigger_price)} (${String(row.parent_order_id)})`,
			value: String(row.parent_order_id),
		}));
	});
}
