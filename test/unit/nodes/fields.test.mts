import type { INodeProperties } from 'n8n-workflow';
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
