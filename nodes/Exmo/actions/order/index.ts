import type { Resource } from '../operation';
import { cancel } from './cancel';
import { create } from './create';
import { getManyOpen } from './getManyOpen';

export const order: Resource = {
	name: 'Order',
	value: 'order',
	description: 'Place, cancel and follow orders',
	operations: [create, cancel, getManyOpen],
};
