import type { Resource } from '../operation';
import { getMany } from './getMany';

export const trade: Resource = {
	name: 'Trade',
	value: 'trade',
	description: 'What you bought and sold, with fees',
	operations: [getMany],
};
