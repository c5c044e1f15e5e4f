import { marginTrades } from '../../../../exmo/account/margin';
import { firstRows } from '../../../../exmo/account/pages';
import { limitFields } from '../../../shared/fields/fields';
import { publicMarginTradeItem } from '../../../shared/items/marginOrder';
import { marginPairField } from '../trading/marginFields';
import type { Operation } from '../operation';
import { marginPairOf } from '../trading/marginPairs';

export const getManyTrades: Operation = {
	name: 'Get Many Trades',
	value: 'getManyTrades',
	action: 'Get many margin trades of a pair',
	description:
		"The latest margin trades of everyone on a pair, newest first. EXMO wants a key for it although it is not about the account. The reply's form is known from one source only.",
	fields: [marginPairField, ...limitFields],
	async execute({ client, parameters }) {
		const wanted = parameters.limit();
		const { pair } = await marginPairOf(client, parameters.pair());
		const rows = await firstRows(marginTrades(client.call, pair, wanted), wanted);
		return rows.map((row) => publicMarginTradeItem(pair, row));
	},
};
