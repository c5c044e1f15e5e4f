import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { marginPositions } from '../../../exmo/account/margin';
import { ExmoClient } from '../exchange/client';
import { searchFor } from './search';

/** The open margin positions, for the Position picker. */
export async function searchMarginPositions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => {
		const client = await ExmoClient.of(this);
		return (await marginPositions(client.call)).map((row) => ({
			name: `${String(row.type)} ${String(row.quantity)} ${String(row.pair)} from ${String(row.base_price)} (${String(row.position_id)})`,
			value: String(row.position_id),
		}));
	});
}
