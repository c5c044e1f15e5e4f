import { marginOrderEvents } from '../../../../exmo/account/margin';
import { firstRows, readPages } from '../../../../exmo/account/pages';
import { limitFields, simplifyField } from '../../../shared/fields/fields';
import { rawItem } from '../../../shared/items/rows';
import type { Operation } from '../operation';
import { marginEventItem } from '../../../shared/items/marginOrder';

/** Our choice: EXMO's largest page is not known (exmo-api/REST.md 6.13). */
const PAGE = 100;

export const getHistory: Operation = {
	name: 'Get History',
	value: 'getHistory',
	action: 'Get margin order history',
	description:
		'What happened to the margin orders, newest first: one item an event (created, traded, cancelled and so on, in the words of EXMO). The form of the reply is known from one source only.',
	fields: [...limitFields, simplifyField],
	async execute({ client, parameters }) {
		const wanted = parameters.limit();
		const list = readPages({
			pageSize: Math.min(PAGE, wanted),
			surePage: 1,
			read: async (limit, offset) => await marginOrderEvents(client.ask, limit, offset),
			idOf: (row) => String(row.event_id),
		});
		const rows = await firstRows(list, wanted);
		return rows.map(parameters.flag('simplify') ? marginEventItem : rawItem);
	},
};
