import type { Resource } from '../operation';
import { getHistory } from './getHistory';
import { getManyDepositAddresses } from './getManyDepositAddresses';
import { getManyOperations } from './getManyOperations';
import { getWithdrawal } from './getWithdrawal';
import { withdraw } from './withdraw';

export const wallet: Resource = {
	name: 'Wallet',
	value: 'wallet',
	description: 'Deposits and withdrawals',
	operations: [getManyDepositAddresses, withdraw, getWithdrawal, getHistory, getManyOperations],
};
