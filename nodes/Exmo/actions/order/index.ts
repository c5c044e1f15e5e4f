import type { Resource } from '../operation';
import { cancel } from './cancel';
import { cancelMany } from './cancelMany';
import { convert } from './convert';
import { create } from './create';
import { get } from './get';
import { getManyCancelled } from './getManyCancelled';
import { getManyOpen } from './getManyOpen';
import { getTrades } from './getTrades';
import { waitUntilDone } from './waitUntilDone';

export const order: Resource = {
	name: 'Order',
	value: 'order',
	description: 'Place, cancel and follow orders',
	operations: [
		create,
		cancel,
		cancelMany,
		get,
		getManyOpen,
		getManyCancelled,
		getTrades,
		waitUntilDone,
		convert,
	],
};
