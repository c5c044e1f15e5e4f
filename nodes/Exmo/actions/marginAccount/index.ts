import type { Resource } from '../operation';
import { getInfo } from './getInfo';
import { getManyTrades } from './getManyTrades';
import { getWalletHistory } from './getWalletHistory';
import { getWallets } from './getWallets';

export const marginAccount: Resource = {
	name: 'Margin Account',
	value: 'marginAccount',
	description: 'What the margin account holds and did',
	operations: [getInfo, getWallets, getWalletHistory, getManyTrades],
};
