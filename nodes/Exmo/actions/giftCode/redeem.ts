import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { decimalText, taskIdOf } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import { write } from '../../../shared/exchange/write';
import type { Operation } from '../operation';
import { codeField, readCode } from './codeField';
import { ownCodes, searchRedeemed } from './lookUp';

export const redeem: Operation = {
	name: 'Redeem',
	value: 'redeem',
	action: 'Redeem a gift code',
	description:
		"Load a gift code's money into the account. Needs the Trade permission in the credential; EXMO Support has to enable gift codes for the account.",
	fields: [codeField],
	writes: true,
	async execute({ client, parameters, memory }) {
		const code = readCode(parameters);
		const record = memory.next(ENDPOINTS.excodeLoad.path);
		const { answer, reconciled } = await write(client, record, {
			endpoint: ENDPOINTS.excodeLoad,
			params: { code },
			what: 'the redeeming of the gift code',
			howToCheck:
				'Gift Code: Check tells whether it is used; a used code cannot be redeemed twice, so trying again does no harm.',
			isAnswer: (data) => taskIdOf(data as Row) !== '',
			lookUp: async (effort) => await searchRedeemed(client, record, code, effort),
		});
		const loaded = answer as Row;
		const taskId = taskIdOf(loaded);
		ownCodes.add(client.url, taskId);
		return [
			{
				taskId,
				currency: String(loaded.currency),
				amount: decimalText(loaded.amount),
				underReview: ['true', '1'].includes(String(loaded.reviewing)),
				reconciled,
			},
		];
	},
};
