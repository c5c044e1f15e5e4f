/** Limit and offset for methods that probably take them (exmo-api/REST.md 6.20, 6.21); left out when empty. */
import type { INodeProperties } from 'n8n-workflow';

import type { Params } from '../../../../exmo/signing';
import { InvalidInput } from '../../../shared/nodeErrors';
import type { ItemParameters } from '../../../shared/parameters';

export const pageOptions: INodeProperties[] = [
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
	{
		displayName: 'Offset',
		name: 'offset',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How many of the newest to skip',
	},
];

/** @throws InvalidInput */
export function readPage(parameters: ItemParameters): Params {
	const { limit, offset } = parameters.options();
	const whole = (value: unknown, label: string, least: number): number | undefined => {
		if (value === undefined) return undefined;
		const number = Number(value);
		if (Number.isInteger(number) && number >= least) return number;
		throw new InvalidInput(`${label} has to be a whole number of ${least} or more.`);
	};
	return { limit: whole(limit, 'Limit', 1), offset: whole(offset, 'Offset', 0) };
}
