/** This node, as built, in n8n's engine. */
import type { IDataObject } from 'n8n-workflow';
import { builtExmo } from '../../test/chaos/built.mts';
import { runNode, type Credentials, type NodeRun } from '../../test/harness/harness.mts';
import type { FarExchange } from '../exchange.mts';
import { ORDER, type Counted, type Peer } from '../peer.mts';

const subject = builtExmo();

export const credentialsFor = ({ url, key, secret }: FarExchange): Credentials => ({
	apiKey: key,
	apiSecret: secret,
	exchange: 'custom',
	customUrl: url,
	permissions: 'readTrade',
});

export const items = (count: number): IDataObject[] => Array.from({ length: count }, () => ({}));

/** Items with an `error` are failures; a run that stopped has failed for all. */
export function counted(
	{ error, json }: NodeRun,
	count: number,
	isFailure: (item: IDataObject) => boolean,
): Counted {
	if (error) return { done: 0, failed: count };
	const failed = json.filter(isFailure).length;
	return { done: json.length - failed, failed };
}

const run = async (exchange: FarExchange, parameters: IDataObject, count: number) =>
	counted(
		await runNode(subject, credentialsFor(exchange), parameters, {
			items: items(count),
			node: { onError: 'continueRegularOutput' },
		}),
		count,
		(item) => 'error' in item,
	);

const { pair, ...order } = ORDER;

export const exmoNode: Peer = {
	name: 'this node',
	read: async (exchange, count) =>
		await run(exchange, { resource: 'account', operation: 'getInfo' }, count),
	order: async (exchange, count) =>
		await run(
			exchange,
			{
				resource: 'order',
				operation: 'create',
				orderType: 'limit',
				pair: { __rl: true, mode: 'name', value: pair },
				...order,
			},
			count,
		),
};
