/** docs/operations.md as data: which operations cover which endpoint. */
import { readFileSync } from 'node:fs';
import { resources } from '../../nodes/Exmo/actions/resources.ts';

export interface Coverage {
	/** The endpoint's path below the API's base. */
	readonly path: string;
	/** As the table says it. */
	readonly permission: string;
	/** "Resource: Operation" in the editor's words. */
	readonly operations: string[];
}

const ROW = /^\| `([^`]+)` \| (\w+) \| (.+) \|$/gm;

/** The rows of the table. */
export const coverage = (): Coverage[] =>
	[...readFileSync('docs/operations.md', 'utf8').matchAll(ROW)].map(
		([, path, permission, operations]) => ({
			path,
			permission,
			operations: operations.split(' · '),
		}),
	);

/** Every operation in the words of the table, with the values that workflows have. */
export const operationNames = (): Map<string, { resource: string; operation: string }> =>
	new Map(
		resources.flatMap(({ name, value: resource, operations }) =>
			operations.map((operation) => [
				`${name}: ${operation.name}`,
				{ resource, operation: operation.value },
			]),
		),
	);

/** The endpoints that the table says an operation covers. */
export function coveredBy(resource: string, operation: string): string[] {
	const [name] =
		[...operationNames()].find(
			([, known]) => known.resource === resource && known.operation === operation,
		) ?? [];
	return coverage()
		.filter(({ operations }) => operations.includes(name ?? ''))
		.map(({ path }) => path);
}
