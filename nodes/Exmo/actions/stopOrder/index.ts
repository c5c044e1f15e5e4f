import type { Resource } from '../operation';
import { cancel } from './cancel';
import { create } from './create';
import { getManyOpen } from './getManyOpen';

export const stopOrder: Resource = {
	name: 'Stop Order',
	value: 'stopOrder',
	description: 'Market orders that wait for a trigger price',
	operations: [create, cancel, getManyOpen],
};
