/** Fields that several events have in common; nodes/shared/fields/triggerFields.ts has those of both triggers. */
import type { INodeProperties } from 'n8n-workflow';

/** How far a value has to go back before it counts again; `of` names what it is a part of. */
export const hysteresisField = (of: string): INodeProperties => ({
	displayName: 'Hysteresis (%)',
	name: 'hysteresis',
	type: 'string',
	default: '0.1',
	placeholder: 'e.g. 0.1',
	description: `How far it has to go back before it can trigger again, in percent of ${of}. Keeps a value that trembles on the line from triggering at every poll.`,
});

/** A decimal as text, so that no digit is lost. */
export const decimalField = (
	displayName: string,
	name: string,
	description: string,
	settings: Partial<INodeProperties> = {},
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 0.01',
	description,
	...settings,
});
