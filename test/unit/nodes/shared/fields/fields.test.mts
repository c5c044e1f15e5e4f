import type { INodeProperties } from 'n8n-workflow';
import { properties, resources } from '../../../../../nodes/Exmo/actions/resources.ts';
import { Exmo } from '../../../../../nodes/Exmo/Exmo.node.ts';
import { ExmoStreamTrigger } from '../../../../../nodes/ExmoStreamTrigger/ExmoStreamTrigger.node.ts';
import { ExmoTrigger } from '../../../../../nodes/ExmoTrigger/ExmoTrigger.node.ts';

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

// With the fields inside collections, too
const inside = ({ type, options = [] }: INodeProperties): INodeProperties[] =>
	type === 'collection' ? (options as INodeProperties[]) : [];
const pickers = [new Exmo(), new ExmoTrigger()].flatMap(({ description, methods }) =>
	description.properties
		.flatMap((field) => [field, ...inside(field)])
		.filter(({ type }) => type === 'resourceLocator')
		.flatMap((field) => [{ field, methods: Object.keys(methods.listSearch) }]),
);

test('every picker has a list of its node, and takes typed text as well', () => {
	expect(pickers.length).toBeGreaterThan(40);
	for (const { field, methods } of pickers) {
		const [list, typed] = field.modes ?? [];
		expect(methods).toContain(list.typeOptions?.searchListMethod);
		expect(typed).toMatchObject({ type: 'string' });
		// Longer ones are cut off in the editor
		expect(typed.displayName.length).toBeLessThanOrEqual(4);
	}
});

test('a filter is a picker that need not be filled in and offers all', () => {
	const filters = pickers
		.map(({ field }) => field)
		.filter(({ description }) => /empty for all|^Only /.test(description ?? ''));
	expect(filters.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['currency', 'pairFilter', 'pair']),
	);
	for (const { required, modes } of filters) {
		expect(required).toBe(false);
		expect(modes?.[0].typeOptions?.searchListMethod).toMatch(/OrAll$/);
	}
	const texts = [new Exmo(), new ExmoTrigger()]
		.flatMap(({ description }) => description.properties)
		.flatMap((field) => [field, ...inside(field)])
		.filter(({ name, type }) => type === 'string' && /^(pair|pairFilter|currency)$/.test(name));
	expect(texts).toEqual([]);
});

test.each(
	resources.flatMap(({ value, operations }) => operations.map((one) => [value, one] as const)),
)('%s, $value: Simplify comes after what narrows the list down', (_resource, { fields }) => {
	const names = fields.map(({ name }) => name).filter((name) => name !== 'options');
	if (names.includes('simplify')) expect(names.at(-1)).toBe('simplify');
});
