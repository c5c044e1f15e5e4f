// docs/reference/: one page a resource, and their index.
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { fieldTable, noticesOf, realFields, TIMEOUTS, valueText } from './fields.mts';
import { EXAMPLES } from './examples.mts';
import type { Package } from './load.mts';
import { anchorOf, code, jsonBlock, MADE, page, table } from './markdown.mts';
import type { Operation, Resource } from './package.mts';
import type { Recorded, Recording, Requests } from './record.mts';

const LEVELS = ['public', 'read', 'trade', 'withdraw'] as const;
const PERMISSIONS = ['none', 'Read', 'Trade', 'Withdraw'] as const;

/** The permission that a run with these requests needs. */
function permissionOf({ ENDPOINTS }: Package, requests: Requests): (typeof PERMISSIONS)[number] {
	const levels = Object.keys(requests).map((path) => {
		const endpoint = Object.values(ENDPOINTS).find((one) => one.path === path);
		if (!endpoint) throw new Error(`${path} is no endpoint.`);
		return LEVELS.indexOf(endpoint.access);
	});
	return PERMISSIONS[Math.max(...levels)];
}

/** @throws Error when the operation is newer than the recording */
function recordedOf(recording: Recording, resource: string, operation: string): Recorded {
	const recorded = recording[resource]?.[operation];
	if (recorded) return recorded;
	throw new Error(
		`No example of ${resource}: ${operation} is recorded. Write it in tools/reference/examples.mts, then: npm run docs -- --record`,
	);
}

const count = (requests: Requests): number =>
	Object.values(requests).reduce((sum, times) => sum + times, 0);

const listed = (requests: Requests): string =>
	Object.entries(requests)
		.map(([path, times]) => (times > 1 ? `${times} × ${code(path)}` : code(path)))
		.join(', ');

function requestText({ requests, also = {} }: Recorded, more = ''): string {
	const others = Object.entries(also).map(
		([title, asked]) => `With ${title}: ${count(asked)} (${listed(asked)}).`,
	);
	return [`${count(requests)} in the example: ${listed(requests)}.`, ...others, more]
		.join(' ')
		.trim();
}

/** What the example fills in, in the editor's words. */
function filledIn(fields: readonly INodeProperties[], values: IDataObject): string {
	const texts = Object.entries(values).flatMap(([name, value]): string[] => {
		const field = fields.find((one) => one.name === name);
		if (!field) throw new Error(`There is no field ${name}.`);
		const { displayName } = field;
		if (field.type === 'collection') {
			const inner = field.options as INodeProperties[];
			return [`${displayName} → ${filledIn(inner, value as IDataObject)}`];
		}
		return [`${displayName}: ${code(valueText(field, value))}`];
	});
	return texts.join(' · ');
}

/** What the output schema names besides what the example shows. */
function otherFields(resource: string, operation: string, item: unknown): string {
	const file = `nodes/Exmo/__schema__/v1.0.0/${resource}/${operation}.json`;
	const { properties = {} } = JSON.parse(readFileSync(file, 'utf8'));
	const names = Object.keys(properties).filter((name) => !Object.hasOwn(item as object, name));
	return names.length > 0 ? `Other runs can also have: ${names.map(code).join(', ')}.` : '';
}

function outputText(resource: string, operation: string, { item, items }: Recorded): string {
	return page(
		items === 1 ? '' : `${items} items, the first of which is`,
		jsonBlock(item),
		otherFields(resource, operation, item),
	).trimEnd();
}

function section(
	source: Package,
	{ value: resource }: Resource,
	operation: Operation,
	recorded: Recorded,
): string {
	const { name, value, description } = operation;
	const fields = source.allFields(operation);
	const permission = permissionOf(source, recorded.requests);
	const dryRun = recorded.also?.['Dry Run'];
	const withDryRun = dryRun ? `, for Dry Run ${permissionOf(source, dryRun)}` : '';
	const filled = filledIn(realFields(fields), recorded.fields);
	return page(
		`## ${name}`,
		`${description.replace(/\.$/, '')}. [What to know about it](../operations/${resource}.md#${anchorOf(name)}).`,
		[
			`- **In a workflow file**: ${code(`"resource": "${resource}", "operation": "${value}"`)}`,
			`- **Permission**: ${permission}${withDryRun}`,
			`- **Requests**: ${requestText(recorded, EXAMPLES[resource]?.[value]?.moreRequests)}`,
		].join('\n'),
		...noticesOf(fields).map((notice) => `> ${notice}`),
		fieldTable(fields) || 'It has no fields of its own.',
		`**Example** ${filled === '' ? 'with nothing filled in' : `with ${filled}`}:`,
		outputText(resource, value, recorded),
	).trimEnd();
}

const ABOUT = `Fields, an example and the requests of each operation. What there is to know about them: [Operations](../operations.md).`;

const resourcePage = (source: Package, resource: Resource, recording: Recording): string =>
	page(
		MADE,
		`# ${resource.name}: reference`,
		`${resource.description}. [All resources](README.md) · [what to know about these operations](../operations/${resource.value}.md)`,
		...resource.operations.map((operation) =>
			section(source, resource, operation, recordedOf(recording, resource.value, operation.value)),
		),
	);

function index(source: Package, recording: Recording): string {
	const rows = source.resources.flatMap((resource) =>
		resource.operations.map((operation) => {
			const recorded = recordedOf(recording, resource.value, operation.value);
			return [
				`[${resource.name}: ${operation.name}](${resource.value}.md#${anchorOf(operation.name)})`,
				permissionOf(source, recorded.requests),
				operation.writes ? 'yes' : '',
				String(count(recorded.requests)),
			];
		}),
	);
	const [first] = source.resources[0].operations;
	const options = source.allFields(first).find(({ name }) => name === 'options');
	const timeouts = (options?.options as INodeProperties[]).filter(({ name }) =>
		TIMEOUTS.includes(name),
	);
	return page(
		MADE,
		'# Reference',
		ABOUT,
		`${rows.length} operations. The examples were run on the sandbox, with a credential that may do everything, at 2026-11-24 12:00 UTC by its clock; each begins with a new account. Client order IDs are random: \`1700000042\` stands for them. Of lists inside an item, the first two entries are shown.`,
		'[The events and topics of the triggers](triggers.md) · [Errors](../errors.md)',
		table(['operation', 'permission', 'changes something', 'requests in the example'], rows),
		'## Options that every operation has',
		fieldTable(timeouts),
		'## How fields are read',
		[
			'- **Pickers** take a name or an ID as text, too, and expressions; so does a workflow file, where a plain text may stand for the picker.',
			'- **Permission** is the one that the credential has to have ([safety](../safety.md#2-permissions-in-the-credential)). *none*: works without a key.',
			"- **Requests** count against EXMO's [rate limit](../exmo-api/REST.md#15-rate-limits). Rules of pairs and other public lists are read once for all items of a run.",
		].join('\n'),
	);
}

/** The pages, by path. */
export function operationPages(source: Package, recording: Recording): Record<string, string> {
	return {
		'docs/reference/README.md': index(source, recording),
		...Object.fromEntries(
			source.resources.map((resource) => [
				`docs/reference/${resource.value}.md`,
				resourcePage(source, resource, recording),
			]),
		),
	};
}
