import { ENDPOINTS } from '../../../../exmo/endpoints';
import { isoOfSeconds } from '../../../shared/dates';
import { decimalText, type Row } from '../../../shared/rows';
import type { Operation } from '../operation';
import { codeField, readCode } from './codeField';

const isTrue = (value: unknown): boolean => ['true', '1'].includes(String(value));

/** EXMO says "never" with 0 (exmo-api/REST.md 5.3). */
const isoUnlessZero = (seconds: unknown): string =>
	Number(seconds) > 0 ? isoOfSeconds(seconds) : '';

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
				created: Number(reply.created),
				createdAt: isoUnlessZero(reply.created),
				usedAt: isoUnlessZero(reply.used_dt),
			},
		];
	},
};
