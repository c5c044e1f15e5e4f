import { isSameCode } from '../../../../exmo/market/codes';
import { marginPositions } from '../../../../exmo/account/margin';
import { limitFields, marginPairFilterField, simplifyField } from '../../../shared/fields/fields';
import { rawItem } from '../../../shared/items/rows';
import type { Operation } from '../operation';
import { positionItem } from '../../../shared/items/position';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many margin positions',
	description:
		'The open margin positions, one item each, with entry price, liquidation price, margin and profit. Switch Simplify off for funding, levels and the rest.',
	fields: [
		...limitFields,
		{ ...marginPairFilterField, description: 'Only positions of this pair; empty for all' },
		simplifyField,
	],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const wanted = parameters.text('pairFilter') === '' ? undefined : parameters.pair('pairFilter');
		return (await marginPositions(client.call))
			.filter(({ pair }) => wanted === undefined || isSameCode(pair, wanted))
			.slice(0, limit)
			.map(parameters.flag('simplify') ? positionItem : rawItem);
	},
};
