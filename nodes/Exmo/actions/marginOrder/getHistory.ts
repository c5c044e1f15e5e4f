import { marginOrderHistory } from '../../../../exmo/account/margin';
import { firstRows } from '../../../../exmo/account/pages';
import { limitFields, simplifyField } from '../../../shared/fields/fields';
import { rawItem } from '../../../shared/items/rows';
import type { Operation } from '../operation';
import { marginEventItem } from '../../../shared/items/marginOrder';

export const getHistory: Operation = {
	name: 'Get History',
	value: 'getHistory',
	action: 'Get margin order history',
	description:
		'What happened to the margin orders, newest first: one item an event (created, traded, cancelled and so on, in the words of EXMO). The form of the reply is known from one source only.',
	fields: [...limitFields, simplifyField],
	async execute({ client, parameters }) {
		const wanted = parameters.limit();
		const rows = await firstRows(marginOrderHistory(client.call, wanted), wanted);
		return rows.map(parameters.flag('simplify') ? marginEventItem : rawItem);
	},
};
