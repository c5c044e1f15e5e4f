import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { choice } from './texts';

/** A field that offers fixed values, which the compiler knows: `parameters.choice` reads it. */
export interface ChoiceField<T extends string> extends INodeProperties {
	options: Array<INodePropertyOptions & { value: T }>;
}

export const choiceField = <T extends string>(field: ChoiceField<T>): ChoiceField<T> => field;

/** The value of the field that a text names. @throws InvalidInput for what the editor does not offer */
export const choiceOf = <T extends string>(
	{ displayName, options }: ChoiceField<T>,
	text: string,
): T =>
	choice(
		displayName,
		text,
		options.map(({ value }) => value),
	);
