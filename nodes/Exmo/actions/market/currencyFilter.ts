import type { INodeProperties } from 'n8n-workflow';

import { isSameCode } from '../../../../exmo/codes';

export const currencyFilterField: INodeProperties = {
	displayName: 'Currency',
	name: 'currency',
	type: 'string',
	default: '',
	placeholder: 'e.g. USDC',
	description: 'Only pairs with this currency as base or quote; empty for all',
};

export const withCurrency = (pair: string, currency: string): boolean =>
	currency === '' || pair.split('_').some((code) => isSameCode(code, currency));
