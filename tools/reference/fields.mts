// The fields of a node's panel as the rows of a table.
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeParameterValue,
} from 'n8n-workflow';
import { code, table } from './markdown.mts';

const TYPES: Readonly<Record<string, string>> = {
	boolean: 'switch',
	collection: 'collection',
	dateTime: 'date',
	fixedCollection: 'rows',
	multiOptions: 'choices',
	number: 'number',
	options: 'choice',
	resourceLocator: 'picker',
	string: 'text',
};

/** On every operation; the index explains them once. */
export const TIMEOUTS: readonly string[] = ['queueTimeout', 'responseTimeout'];

const choicesOf = ({ options }: INodeProperties): INodePropertyOptions[] =>
	(options ?? []) as INodePropertyOptions[];

/** A value of a field in the editor's words. */
export function valueText(field: INodeProperties | undefined, value: unknown): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (Array.isArray(value)) return value.map((one) => valueText(field, one)).join(', ');
	const choice = field && choicesOf(field).find((option) => option.value === value);
	return choice?.name ?? String(value);
}

function defaultOf(field: INodeProperties): string {
	const { default: value, type } = field;
	if (type === 'resourceLocator' || type === 'collection' || type === 'fixedCollection') return '';
	return valueText(field, value ?? '');
}

type Shown = Record<string, unknown[] | undefined>;
const isCondition = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** "=" stands for an expression in the other field: the same field once more, which is not required. */
const isTwin = ({ displayOptions }: INodeProperties): boolean =>
	Object.values((displayOptions?.show ?? {}) as Shown).some((values) => values?.includes('='));

/** When the field is shown, in the editor's words; empty for always. */
function shownWhen({ displayOptions }: INodeProperties, all: readonly INodeProperties[]): string {
	const fieldOf = (name: string) => all.find((field) => field.name === name.replace(/^\//, ''));
	const only = (name: string, values: readonly unknown[]) => {
		const field = fieldOf(name);
		const texts = values.map((value) => valueText(field, value));
		return `${field?.displayName ?? name} is ${texts.join(' or ')}`;
	};
	const shown = Object.entries((displayOptions?.show ?? {}) as Shown).map(([name, values = []]) =>
		only(name, values),
	);
	const hidden = Object.entries((displayOptions?.hide ?? {}) as Shown).map(
		([name, values = []]) => {
			const field = fieldOf(name);
			const off = values.filter((value) => !isCondition(value)) as NodeParameterValue[];
			const left = field ? choicesOf(field).map(({ value }) => value) : [];
			return only(
				name,
				left.filter((value) => !off.includes(value)),
			);
		},
	);
	return [...shown, ...hidden].join(' and ');
}

function describe(field: INodeProperties, when: string): string {
	const choices = ['options', 'multiOptions'].includes(field.type)
		? `Choices: ${choicesOf(field)
				.map(({ name, value }) => `${name} ${code(String(value))}`)
				.join(' · ')}.`
		: '';
	const description = field.description ?? '';
	return [
		description && `${description.replace(/\.$/, '')}.`,
		field.placeholder?.startsWith('e.g.') && !description.includes('e.g.')
			? `${field.placeholder.replace('e.g.', 'E.g.')}.`
			: '',
		choices,
		when && !field.required ? `Only when ${when}.` : '',
	]
		.filter((part) => part)
		.join(' ');
}

/** A field's rows: its own, and those of what it holds. */
function rowsOf(field: INodeProperties, all: readonly INodeProperties[], path: string): string[][] {
	const title = path + field.displayName;
	if (field.type === 'collection' || field.type === 'fixedCollection') {
		const held =
			field.type === 'collection'
				? (field.options as INodeProperties[])
				: (field.options as INodePropertyCollection[]).flatMap(({ values }) => values);
		return held
			.filter(({ name }) => !TIMEOUTS.includes(name))
			.flatMap((inner) => rowsOf(inner, all, `${title} → `));
	}
	const when = shownWhen(field, all);
	const required = field.required ? (when ? `when ${when}` : 'yes') : '';
	return [
		[
			`**${title}** ${code(field.name)}`,
			TYPES[field.type] ?? field.type,
			defaultOf(field),
			required,
			describe(field, when),
		],
	];
}

/** Everything but notices, which are no fields, and what a form shows beside an expression. */
export const realFields = (fields: readonly INodeProperties[]): INodeProperties[] =>
	fields.filter((field) => field.type !== 'notice' && !isTwin(field));

/** What the panel says without asking for anything. */
export const noticesOf = (fields: readonly INodeProperties[]): string[] =>
	fields.filter(({ type }) => type === 'notice').map(({ displayName }) => displayName);

/** The table of the fields; empty without any. @param all where conditions may point to */
export function fieldTable(
	fields: readonly INodeProperties[],
	all: readonly INodeProperties[] = fields,
): string {
	const rows = realFields(fields).flatMap((field) => rowsOf(field, all, ''));
	if (rows.length === 0) return '';
	return table(['Field', 'Type', 'Default', 'Required', 'Description'], rows);
}
