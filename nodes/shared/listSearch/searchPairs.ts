import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { ExmoClient } from '../exchange/client';
import { ALL, searchOf } from './search';

async function load(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const client = await ExmoClient.of(context);
	return [...(await client.pairs()).keys()].sort().map((pair) => ({ name: pair, value: pair }));
}

/** The pairs that are listed now, for the Pair picker. */
export const searchPairs = searchOf(load);

/** The same for a filter. */
export const searchPairsOrAll = searchOf(load, ALL);
