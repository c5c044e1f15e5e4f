import type { Resource } from '../operation';
import { getBalances } from './getBalances';
import { getInfo } from './getInfo';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	description: 'What the account holds',
	operations: [getBalances, getInfo],
};
