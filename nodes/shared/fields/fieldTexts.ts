/** What a field is called and what it may hold, out of its own definition: for error sentences. */
import type { INodeProperties } from 'n8n-workflow';

import type { FieldText } from './numbers';

/** Where a field has no placeholder. */
const SAMPLE = '0.001';

/** @param name as in n8n's parameters */
export function textOf(fields: readonly INodeProperties[], name: string): FieldText {
	const field = fields.find((known) => known.name === name);
	return {
		label: field?.displayName ?? name,
		sample: field?.placeholder?.replace(/^e\.g\. /, '') ?? SAMPLE,
	};
}
