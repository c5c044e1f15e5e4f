/** Which order is meant: fields and reading of order IDs and client order IDs. */
import type { INodeProperties } from 'n8n-workflow';

import { MAX_CLIENT_ORDER_ID } from '../../../../exmo/reconcile/clientOrderIds';
import { findByClientOrderId } from '../../../../exmo/account/orderState';
import type { ExmoClient } from '../../../shared/exchange/client';
import { choiceField } from '../../../shared/fields/choiceField';
import { pairField, pickerField, requiredWith } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import type { Options } from '../../../shared/fields/options';
import type { ItemParameters } from '../../../shared/fields/parameters';
import { notFound } from './notFound';

/** A picker of open orders; any other order goes in by its ID. */
export const orderField = (
	description: string,
	searchListMethod = 'searchOpenOrders',
): INodeProperties =>
	pickerField({ displayName: 'Order', name: 'orderId', description }, searchListMethod, {
		displayName: 'ID',
		name: 'id',
		placeholder: 'e.g. 51234567890',
	});

/** @throws InvalidInput when it is not a whole number */
export function readOrderId(parameters: ItemParameters): string {
	const orderId = parameters.requiredText('orderId');
	if (/^[1-9]\d*$/.test(orderId)) return orderId;
	throw new InvalidInput(`Order "${orderId}" is not an order ID: a whole number.`);
}

/** The client order ID that the user chose, if there is one. @throws InvalidInput */
export function readClientOrderId(options: Options): string | undefined {
	const id = options.text('clientOrderId');
	if (id === undefined) return undefined;
	if (/^[1-9]\d{0,9}$/.test(id) && Number(id) <= MAX_CLIENT_ORDER_ID) return id;
	throw new InvalidInput(
		`Client Order ID "${id}" is not a whole number from 1 to ${MAX_CLIENT_ORDER_ID}. That EXMO takes a larger one is not known.`,
	);
}

const lookUpByField = choiceField({
	displayName: 'Look Up By',
	name: 'lookUpBy',
	type: 'options',
	options: [
		{ name: 'Order ID', value: 'orderId', description: 'The ID that EXMO gave the order' },
		{
			name: 'Client Order ID',
			value: 'clientOrderId',
			description: 'The ID that Order: Create gave it, or that you chose there',
		},
	],
	default: 'orderId',
});

/** For operations that find an order by its own ID or by the one that the user gave it. */
export const lookUpFields: INodeProperties[] = [
	lookUpByField,
	...requiredWith(
		lookUpByField,
		['orderId'],
		orderField('Any order of the account; the list shows the open ones'),
	),
	...requiredWith(lookUpByField, ['clientOrderId'], {
		displayName: 'Client Order ID',
		name: 'clientOrderId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1700000042',
		description:
			'A whole number. If several orders have it, an open one is taken, or else the newest.',
	}),
	...requiredWith(lookUpByField, ['clientOrderId'], pairField),
];

/** The order ID that `lookUpFields` mean. @throws InvalidInput | ExmoError (notFound) */
export async function lookUpOrderId(
	client: ExmoClient,
	parameters: ItemParameters,
): Promise<string> {
	const isById =
		parameters.text(lookUpByField.name) === '' || parameters.choice(lookUpByField) === 'orderId';
	if (isById) return readOrderId(parameters);
	const clientOrderId = parameters.requiredText('clientOrderId');
	if (!/^[1-9]\d*$/.test(clientOrderId)) {
		throw new InvalidInput(`Client Order ID "${clientOrderId}" is not a positive whole number.`);
	}
	const pair = parameters.pair();
	const orderId = await findByClientOrderId(client.call, pair, clientOrderId);
	if (orderId !== undefined) return orderId;
	throw notFound(`No order of ${pair} has the client order ID ${clientOrderId}`);
}
