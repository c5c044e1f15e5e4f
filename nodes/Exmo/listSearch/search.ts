import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { toNodeError } from '../../shared/nodeErrors';

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
		throw toNodeError(context.getNode(), error, 0);
	}
}
