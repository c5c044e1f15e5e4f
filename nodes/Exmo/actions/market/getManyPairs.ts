import { entriesOf } from '../../../../exmo/api/rows';
import { pairSettings } from '../../../../exmo/market/lists';
import { limitFields, simplifyField } from '../../../shared/fields/fields';
import { pairItem } from '../../../shared/items/pair';
import { rawItem } from '../../../shared/items/rows';
import type { Operation } from '../operation';
import { pairCurrencyField, withCurrency } from './currencyFilter';

export const getManyPairs: Operation = {
	name: 'Get Many Pairs',
	value: 'getManyPairs',
	action: 'Get many pairs',
	description:
		'Every listed pair with its limits, price precision and fees; a listed pair can be traded',
	fields: [...limitFields, pairCurrencyField, simplifyField],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const simplify = parameters.flag('simplify');
		const pairs = entriesOf(await pairSettings(client.call));
		return pairs
			.filter(([pair]) => withCurrency(pair, parameters.text('currency')))
			.slice(0, limit)
			.map(([pair, row]) => (simplify ? pairItem(pair, row) : rawItem({ pair, ...row })));
	},
};
