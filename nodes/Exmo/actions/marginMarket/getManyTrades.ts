import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { firstRows, readPages } from '../../../../exmo/account/pages';
import { isoOfNanoseconds } from '../../../shared/fields/dates';
import { limitFields } from '../../../shared/fields/fields';
import { decimalText, idText, listOf } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import { marginPairField } from '../trading/marginFields';
import type { Operation } from '../operation';
import { marginPairOf } from '../trading/marginPairs';

/** What CCXT asks for; EXMO's largest page is not known (exmo-api/REST.md 6.22). */
const PAGE = 100;

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
		const list = readPages({
			pageSize: Math.min(PAGE, wanted),
			surePage: 1,
			read: async (limit, offset) => {
				const params = { pair_name: pair, limit, offset }; // not `pair`, as everywhere else
				const { trades } = (await client.call(ENDPOINTS.marginTrades, params)) as Row;
				return listOf((trades as Row | undefined)?.[pair]);
			},
			idOf: (row) => String(row.trade_id),
		});
		const rows = await firstRows(list, wanted);
		return rows.map((row) => ({
			tradeId: idText(row.trade_id),
			pair,
			side: String(row.trade_type),
			price: decimalText(row.price),
			quantity: decimalText(row.quantity),
			amount: decimalText(row.amount),
			created: String(row.trade_dt),
			createdAt: isoOfNanoseconds(row.trade_dt),
		}));
	},
};
