import type { Resource } from '../operation';
import { exportHistory } from './exportHistory';
import { getBalances } from './getBalances';
import { getInfo } from './getInfo';
import { getPortfolioValue } from './getPortfolioValue';
import { verifyHistory } from './verifyHistory';
import { planExit } from './planExit';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	description: 'What the account holds, what it is worth, and what happened in it',
	operations: [getBalances, getInfo, getPortfolioValue, exportHistory, verifyHistory, planExit],
};
