import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isSameCode } from '../../../exmo/market/codes';
import { formatDecimal } from '../../../exmo/money/decimal';
import { networks } from '../../../exmo/market/lists';
import { ExmoClient } from '../exchange/client';
import { searchFor } from './search';

/** The networks by which the chosen currency can be withdrawn, for the Network picker. */
export async function searchNetworks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchFor(this, filter, async () => {
		const chosen = this.getCurrentNodeParameter('currency', { extractValue: true });
		const currency = String(chosen ?? '');
		const client = await ExmoClient.of(this);
		return (await networks(client.call))
			.filter((network) => network.type === 'withdraw' && isSameCode(network.currency, currency))
			.map(({ name, limits, feeText, isEnabled }) => ({
				name: isEnabled
					? `${name}: at least ${formatDecimal(limits.min)}, fee ${feeText || 'not named'}`
					: `${name}: switched off by EXMO`,
				value: name,
			}));
	});
}
