import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { named, toNodeError } from '../../shared/nodeErrors';

/** Before the choices of a filter; n8n has no way to empty a picker again. */
export const ALL: INodeListSearchItems = { name: 'All', value: '' };

/** The choices whose name has the typed text in it; errors come as sentences. */
export async function searchFor(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	load: () => Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchResult> {
	try {
		const wanted = (filter ?? '').toLowerCase();
		const all = await load();
		return { results: all.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	} catch (error) {
		throw toNodeError(context.getNode(), named(error, 'This list'), 0);
	}
}
