import { entriesOf } from '../../../../exmo/api/rows';
import { tickers } from '../../../../exmo/market/lists';
import { limitFields, simplifyField } from '../../../shared/fields/fields';
import { rawItem } from '../../../shared/items/rows';
import type { Operation } from '../operation';
import { pairCurrencyField, withCurrency } from './currencyFilter';
import { tickerItem } from '../../../shared/items/ticker';

export const getManyTickers: Operation = {
	name: 'Get Many Tickers',
	value: 'getManyTickers',
	action: 'Get many tickers',
	description: 'Prices of every pair, one item a pair',
	fields: [...limitFields, pairCurrencyField, simplifyField],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const simplify = parameters.flag('simplify');
		return entriesOf(await tickers(client.call))
			.filter(([pair]) => withCurrency(pair, parameters.text('currency')))
			.slice(0, limit)
			.map(([pair, row]) => (simplify ? tickerItem(pair, row) : rawItem({ pair, ...row })));
	},
};
