import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { optionsField } from '../../../shared/fields/fields';
import type { Operation } from '../operation';
import { unchanged } from '../unchanged';
import { pageOptions, readPage } from './pageOptions';

export const getWalletHistory: Operation = {
	name: 'Get Wallet History',
	value: 'getWalletHistory',
	action: 'Get margin wallet history',
	description:
		"What moved in the margin wallets. Neither the form of the reply nor its pages are documented: EXMO's JSON comes unchanged in the field `reply`.",
	fields: [optionsField(...pageOptions)],
	async execute({ client, parameters }) {
		const params = { ...readPage(parameters) };
		return unchanged(await client.call(ENDPOINTS.marginWalletHistory, params));
	},
};
