import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { checkedCodeItem } from '../../../shared/items/giftCode';
import type { Operation } from '../operation';
import { codeField, readCode } from './codeField';

export const check: Operation = {
	name: 'Check',
	value: 'check',
	action: 'Check a gift code',
	description:
		'Whether a gift code is valid and unused, and how much it holds, without redeeming it. The fields of the reply are known from one source only.',
	fields: [codeField],
	async execute({ client, parameters }) {
		const code = readCode(parameters);
		return [checkedCodeItem(await client.call(ENDPOINTS.codeCheck, { code }))];
	},
};
