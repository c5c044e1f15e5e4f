import type { Resource } from '../operation';
import { check } from './check';
import { create } from './create';
import { redeem } from './redeem';

export const giftCode: Resource = {
	name: 'Gift Code',
	value: 'giftCode',
	description: 'Codes that hold money for whoever has them',
	operations: [create, redeem, check],
};
