import type { Resource } from '../operation';
import { cancel } from './cancel';
import { create } from './create';
import { getHistory } from './getHistory';
import { getManyOpen } from './getManyOpen';
import { getMaxQuantity } from './getMaxQuantity';
import { getTrades } from './getTrades';
import { update } from './update';

export const marginOrder: Resource = {
	name: 'Margin Order',
	value: 'marginOrder',
	description: 'Place, change, cancel and follow margin orders',
	operations: [create, update, cancel, getManyOpen, getHistory, getTrades, getMaxQuantity],
};
