import type { IDataObject } from 'n8n-workflow';

import { ExmoError } from '../../../../exmo/errors/errors';
import { isStopOrder } from '../../../../exmo/api/ids';
import { openOrders } from '../../../../exmo/account/lists';
import { choiceField } from '../../../shared/fields/choiceField';
import { pairField, requiredWith } from '../../../shared/fields/fields';
import { openOrderItem } from '../../../shared/items/orders';
import type { Row } from '../../../../exmo/api/rows';
import type { WriteContext, WriteOperation } from '../operation';
import { CANCELLATIONS, type OrderSort } from '../trading/cancellation';

const scopeField = choiceField({
	displayName: 'Which Orders',
	name: 'scope',
	type: 'options',
	options: [
		{ name: 'Orders of One Pair', value: 'pair' },
		{ name: 'All Open Orders', value: 'all' },
	],
	default: 'pair',
});

const sortOf = (row: Row): OrderSort => (isStopOrder(row) ? 'stop' : 'order');

/** Why one order could not be cancelled. @throws the error itself when no other could be cancelled either */
function reasonOf(error: unknown): IDataObject {
	const details = error instanceof ExmoError ? error.details : undefined;
	if (!details || details.gaveUpWaiting || ['credential', 'permission'].includes(details.kind)) {
		throw error;
	}
	const { title, kind, code = '', effect } = details;
	return { reason: title, kind, code, mayHaveHadEffect: effect === 'unknown' };
}

async function cancelRow({ writer, memory }: WriteContext, row: Row): Promise<IDataObject> {
	const { orderId, pair, side, orderType, remainingQuantity, price, triggerPrice } = openOrderItem(
		String(row.pair),
		row,
	);
	const item = { orderId, pair, side, orderType, remainingQuantity, price, triggerPrice };
	const cancellation = CANCELLATIONS[sortOf(row)];
	// Under its own ID: a retry finds fewer open orders, in other places of the list
	const record = memory.next(cancellation, String(orderId));
	return await writer.carryOut(record, cancellation, String(orderId)).then(
		({ reconciled }) => ({ ...item, cancelled: true, reconciled, reason: '' }),
		(error: unknown) => ({ ...item, cancelled: false, ...reasonOf(error) }),
	);
}

export const cancelMany: WriteOperation = {
	name: 'Cancel Many',
	value: 'cancelMany',
	action: 'Cancel many orders',
	description:
		'Cancel the open orders of a pair or all of them, one item an order; an order that could not be cancelled is listed with the reason',
	fields: [
		scopeField,
		...requiredWith(scopeField, ['pair'], pairField),
		{
			displayName: 'Include Stop Orders',
			name: 'includeStopOrders',
			type: 'boolean',
			default: false,
			description: 'Whether to cancel stop orders, too',
		},
	],
	writes: [CANCELLATIONS.order.endpoint, CANCELLATIONS.stop.endpoint],
	async execute(context) {
		const { client, parameters, memory } = context;
		const scope = parameters.choice(scopeField);
		const pair = scope === 'pair' ? parameters.pair() : undefined;
		const withStops = parameters.flag('includeStopOrders');
		// A retry goes on with the orders that were open at first, so that none is missing in the output
		const rows = await memory.targets(async () =>
			(await openOrders(client.call, pair)).filter((row) => withStops || sortOf(row) === 'order'),
		);
		const items: IDataObject[] = [];
		for (const row of rows) items.push(await cancelRow(context, row));
		return items;
	},
};
