import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { isoOfSeconds } from '../../../shared/fields/dates';
import { decimalText, numberOf } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import type { Operation } from '../operation';
import { codeField, readCode } from './codeField';

const isTrue = (value: unknown): boolean => ['true', '1'].includes(String(value));

export const check: Operation = {
	name: 'Check',
	value: 'check',
	action: 'Check a gift code',
	description:
		'Whether a gift code is valid and unused, and how much it holds, without redeeming it. The fields of the reply are known from one source only.',
	fields: [codeField],
	async execute({ client, parameters }) {
		const reply = (await client.call(ENDPOINTS.codeCheck, { code: readCode(parameters) })) as Row;
		return [
			{
				valid: isTrue(reply.valid),
				used: isTrue(reply.used),
				currency: String(reply.currency ?? ''),
				amount: decimalText(reply.amount),
				created: numberOf(reply.created),
				createdAt: isoOfSeconds(reply.created),
				usedAt: isoOfSeconds(reply.used_dt),
			},
		];
	},
};
