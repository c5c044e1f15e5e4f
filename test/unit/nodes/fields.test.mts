import type { INodeProperties } from 'n8n-workflow';
import { properties, resources } from '../../../nodes/Exmo/actions/resources.ts';
import { Exmo } from '../../../nodes/Exmo/Exmo.node.ts';
import { ExmoStreamTrigger } from '../../../nodes/ExmoStreamTrigger/ExmoStreamTrigger.node.ts';
import { ExmoTrigger } from '../../../nodes/ExmoTrigger/ExmoTrigger.node.ts';

// n8n's lint rules see literals only; what is put together from shared parts is looked at here.
const collections = [new Exmo(), new ExmoTrigger(), new ExmoStreamTrigger()].flatMap(
	({ description: { displayName, properties } }) =>
		properties
			.filter(({ type }) => type === 'collection')
			.map(
				(field) =>
					[
						`${displayName}: ${field.displayName} of ${JSON.stringify(field.displayOptions?.show ?? {})}`,
						(field.options as INodeProperties[]).map((option) => option.displayName),
					] as const,
			),
);

test.each(collections)('%s is in the order of the names', (_name, names) => {
	expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other)));
});

// Of a workflow that is not looked at, so that no condition hides anything
const shownWith = (resource: string, operation: string): INodeProperties[] =>
	properties.filter(
		({ displayOptions }) =>
			displayOptions?.show?.resource?.includes(resource) &&
			displayOptions.show.operation?.includes(operation),
	);

test.each(
	resources.flatMap(({ value, operations }) =>
		operations.map((operation) => [value, operation.value] as const),
	),
)(
	'%s, %s: one collection of options, the timeouts among them, at the end',
	(resource, operation) => {
		const shown = shownWith(resource, operation);
		expect(shown.filter(({ name }) => /options/i.test(name)).map(({ name }) => name)).toEqual([
			'options',
		]);
		const last = shown.at(-1);
		expect(last?.name).toBe('options');
		expect((last?.options as INodeProperties[]).map(({ name }) => name)).toEqual(
			expect.arrayContaining(['queueTimeout', 'responseTimeout']),
		);
	},
);
