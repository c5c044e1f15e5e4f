import { marginPairRows } from '../../../../exmo/account/margin';
import { limitFields, simplifyField } from '../../../shared/fields/fields';
import { marginPairItem } from '../../../shared/items/pair';
import { rawItem } from '../../../shared/items/rows';
import type { Operation } from '../operation';

export const getManyPairs: Operation = {
	name: 'Get Many Pairs',
	value: 'getManyPairs',
	action: 'Get many margin pairs',
	description:
		'Every pair that can be traded on margin, with its prices, limits, leverage and fees. Switch Simplify off for liquidation levels and all limits.',
	fields: [...limitFields, simplifyField],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const rows = (await marginPairRows(client.call)).slice(0, limit);
		return rows.map(
			parameters.flag('simplify')
				? marginPairItem
				: (row) => ({ pair: String(row.name), ...rawItem(row) }),
		);
	},
};
