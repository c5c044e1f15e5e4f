import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../shared/errors/nodeErrors';
import type { ItemParameters } from '../../../shared/fields/parameters';

export const codeField: INodeProperties = {
	displayName: 'Code',
	name: 'code',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	placeholder: 'e.g. EX-CODE_…',
	description: 'The whole gift code. Whoever has it has the money: take it from where it is safe.',
};

/** @throws InvalidInput, which never quotes the code */
export function readCode(parameters: ItemParameters): string {
	const code = parameters.requiredText('code');
	if (/\s/.test(code)) throw new InvalidInput('Code has a space or a line break inside.');
	return code;
}
