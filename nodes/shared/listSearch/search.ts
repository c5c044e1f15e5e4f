import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { named, toNodeError } from '../errors/nodeErrors';

/** Before the choices of a filter; n8n has no way to empty a picker again. */
export const ALL: INodeListSearchItems = { name: 'All', value: '' };

type Load = (context: ILoadOptionsFunctions) => Promise<INodeListSearchItems[]>;

/** A picker's search, as n8n calls it. @param first choices before those that are loaded */
export const searchOf = (load: Load, ...first: INodeListSearchItems[]) =>
	async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return await searchFor(this, filter, async () => [...first, ...(await load(this))]);
	};

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
