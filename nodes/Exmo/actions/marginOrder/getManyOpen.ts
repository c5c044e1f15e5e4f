import { isSameCode } from '../../../../exmo/market/codes';
import { openMarginOrders } from '../../../../exmo/account/margin';
import { limitFields, marginPairFilterField, simplifyField } from '../../../shared/fields/fields';
import { rawItem } from '../../../shared/items/rows';
import type { Operation } from '../operation';
import { openMarginOrderItem } from '../../../shared/items/marginOrder';

export const getManyOpen: Operation = {
	name: 'Get Many Open',
	value: 'getManyOpen',
	action: 'Get many open margin orders',
	description:
		'Margin orders that are not done yet, one item an order. Switch Simplify off for what they borrow.',
	fields: [...limitFields, marginPairFilterField, simplifyField],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const wanted = parameters.text('pairFilter') === '' ? undefined : parameters.pair('pairFilter');
		return (await openMarginOrders(client.call))
			.filter(({ pair }) => wanted === undefined || isSameCode(pair, wanted))
			.slice(0, limit)
			.map(parameters.flag('simplify') ? openMarginOrderItem : rawItem);
	},
};
