import type { IDataObject } from 'n8n-workflow';

import { isSameCode } from '../../../../exmo/market/codes';
import { cancelledOrders } from '../../../../exmo/account/lists';
import { limitFields, pairFilterField, simplifyField } from '../../../shared/fields/fields';
import { cancelledOrderItem } from '../../../shared/items/orders';
import { rawItem } from '../../../shared/items/rows';
import type { Operation } from '../operation';

export const getManyCancelled: Operation = {
	name: 'Get Many Cancelled',
	value: 'getManyCancelled',
	action: 'Get many cancelled orders',
	description:
		'Cancelled orders, stop orders included, newest first, one item an order; remainingQuantity is what was not filled. EXMO tells when they were placed, not when they were cancelled.',
	fields: [...limitFields, pairFilterField, simplifyField],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const wanted = parameters.text('pairFilter') === '' ? undefined : parameters.pair('pairFilter');
		const toItem = parameters.flag('simplify') ? cancelledOrderItem : rawItem;
		const pageSize = wanted === undefined ? Math.min(limit, 1000) : 1000;
		const items: IDataObject[] = [];
		for await (const row of cancelledOrders(client.call, pageSize)) {
			if (wanted !== undefined && !isSameCode(row.pair, wanted)) continue;
			items.push(toItem(row));
			if (items.length === limit) break;
		}
		return items;
	},
};
